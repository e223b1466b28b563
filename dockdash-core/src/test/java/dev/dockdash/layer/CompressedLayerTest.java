package dev.dockdash.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Layers in whatever way they are compressed, which their bytes tell. */
class CompressedLayerTest {

    private final byte[] tar =
            new RawTar().file("a", "x".repeat(5000)).file("b", "y").bytes();

    private void reads(byte[] blob) throws IOException {
        Layer layer = RawTar.layer(blob, tar);
        assertThat(layer.entries()).extracting(LayerEntry::path).containsExactly("a", "b");
        assertThat(content(layer, 1)).isEqualTo("y");
    }

    @Test
    void byGzipOfManyMembersIsReadToItsEnd() throws IOException {
        ByteArrayOutputStream blob = new ByteArrayOutputStream();
        for (int i = 0; i < tar.length; i += 512) {
            blob.writeBytes(RawTar.gzip(Arrays.copyOfRange(tar, i, i + 512)));
            blob.writeBytes(RawTar.gzip(new byte[0]));
        }
        reads(blob.toByteArray());
    }

    @Test
    void byGzipWithEveryOptionalFieldIsRead() throws IOException {
        byte[] plain = RawTar.gzip(tar);
        byte[] header = {0x1f, (byte) 0x8b, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 3, 2, 0, 'e', 'x', 'n', 0, 'c', 0, 9, 9};
        reads(RawTar.join(header, Arrays.copyOfRange(plain, 10, plain.length)));
    }

    @Test
    void byZstdOfManyFramesWithSkippableOnesIsRead() throws IOException {
        byte[] skippable = ByteBuffer.allocate(13)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0x184D2A55)
                .putInt(5)
                .array();
        byte[] blob = skippable;
        for (int i = 0; i < tar.length; i += 512) {
            blob = RawTar.join(blob, RawTar.zstd(Arrays.copyOfRange(tar, i, i + 512)), skippable);
        }
        reads(blob);
    }

    @Test
    void withSomethingBehindItIsRefused() {
        for (byte[] blob : List.of(RawTar.gzip(tar), RawTar.zstd(tar))) {
            Layer layer = RawTar.layer(RawTar.join(blob, "something else".getBytes(StandardCharsets.UTF_8)), tar);
            assertThatIOException().isThrownBy(layer::entries);
        }
    }

    @Test
    void andCutOffIsRefused() {
        for (byte[] blob : List.of(RawTar.gzip(tar), RawTar.zstd(tar), tar)) {
            Layer layer = RawTar.layer(Arrays.copyOf(blob, blob.length - 20), tar);
            assertThatIOException().isThrownBy(layer::entries);
        }
    }

    @Test
    void byZstdWithAWindowBeyondTheLimitIsRefused() throws IOException {
        ByteArrayOutputStream blob = new ByteArrayOutputStream();
        try (var out = new com.github.luben.zstd.ZstdOutputStreamNoFinalizer(blob, 3)) {
            out.setLong(24);
            out.write(tar);
        }
        reads(blob.toByteArray());
        Layer layer = RawTar.layer(blob.toByteArray(), tar).within(LayerLimits.DEFAULT.windowLog(20));
        assertThatIOException().isThrownBy(layer::entries);
    }

    @Test
    void toLessThanTheRatioIsRefused() {
        byte[] zeros = new RawTar().file("z", "\0".repeat(3 << 20)).bytes();
        for (byte[] blob : List.of(RawTar.gzip(zeros), RawTar.zstd(zeros))) {
            Layer layer = RawTar.layer(blob, zeros).within(LayerLimits.DEFAULT.ratio(100, 1 << 20));
            assertThatIOException().isThrownBy(layer::entries).withMessageContaining("more than 100 for each");
        }
    }

    private static String content(Layer layer, int index) throws IOException {
        return new String(layer.readContent(index), StandardCharsets.UTF_8);
    }
}
