package dev.dockdash.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockdash.blob.Blob;
import dev.dockdash.blob.BlobMismatchException;
import dev.dockdash.cache.BlobCache;
import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Blobs whose bytes change after the layer was read for the first time. */
class ChangedBlobTest {

    private static final int STEP = PrefixHashes.STEP;

    @TempDir
    Path temp;

    private final byte[] first = random(5 * STEP);
    private final byte[] last = random(STEP);
    private final byte[] tar = new RawTar()
            .add("first", '0', first, header -> {})
            .file("middle", "small")
            .add("last", '0', last, header -> {})
            .bytes();

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private Layer layer(Compression compression, Path file) throws IOException {
        byte[] blob = switch (compression) {
            case NONE -> tar;
            case GZIP -> RawTar.gzip(tar);
            case ZSTD -> RawTar.zstd(tar);
        };
        Files.write(file, blob);
        Blob kept = Blob.file(file, Digest.of(blob), blob.length);
        Layer layer = Layer.of(Descriptor.of(MediaType.OCI_LAYER, kept.digest(), kept.size()), Digest.of(tar), kept);
        assertThat(layer.entries()).hasSize(3);
        return layer;
    }

    private static void change(Path file, int position) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[position] ^= 1;
        Files.write(file, bytes);
    }

    @ParameterizedTest
    @EnumSource
    void isNoticedWhereverTheChangeLiesBeforeTheContent(Compression compression) throws IOException {
        Path file = temp.resolve("blob");
        Layer layer = layer(compression, file);
        // Random bytes are as long as before in each compression.
        for (int position : new int[] {0, 600, STEP - 1, STEP, 3 * STEP + 7, 5 * STEP - 1, 5 * STEP + 700}) {
            change(file, position);
            assertThatThrownBy(() -> layer.readContent(1))
                    .as("byte %d", position)
                    .isInstanceOf(BlobMismatchException.class)
                    .hasMessageContaining("expected the file of 5 bytes")
                    .hasMessageEndingWith("found other bytes, there or before it")
                    .cause()
                    .hasMessageStartingWith("Reading " + file + ": expected " + layer.digest());
            assertThatThrownBy(() -> layer.readContents(i -> i == 1, (i, content) -> content.readAllBytes()))
                    .as("byte %d", position)
                    .isInstanceOf(BlobMismatchException.class);
            change(file, position);
        }
        assertThat(layer.readContent(1)).asString().isEqualTo("small");
        assertThat(layer.readContent(0)).isEqualTo(first);
        assertThat(layer.readContent(2)).isEqualTo(last);
    }

    @ParameterizedTest
    @EnumSource
    void isNoBusinessOfContentsFarBeforeIt(Compression compression) throws IOException {
        Path file = temp.resolve("blob");
        Layer layer = layer(compression, file);
        change(file, (int) layer.size() - 1);
        assertThat(layer.readContent(1)).asString().isEqualTo("small");
        assertThatThrownBy(() -> layer.blob().open().transferTo(java.io.OutputStream.nullOutputStream()))
                .isInstanceOf(BlobMismatchException.class);
    }

    @Test
    void givesOutNoByteOfTheStepThatChanged() throws IOException {
        Path file = temp.resolve("blob");
        Layer layer = layer(Compression.NONE, file);
        change(file, 2 * STEP + 100);
        try (InputStream content = layer.openContent(0)) {
            assertThat(content.readNBytes(2 * STEP - 512)).isEqualTo(Arrays.copyOf(first, 2 * STEP - 512));
            assertThatThrownBy(content::read).isInstanceOf(BlobMismatchException.class);
            assertThatThrownBy(content::read).isInstanceOf(BlobMismatchException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void isNoticedWhenTheBlobIsShorterOrLonger(Compression compression) throws IOException {
        Path file = temp.resolve("blob");
        Layer layer = layer(compression, file);
        byte[] whole = Files.readAllBytes(file);
        for (int length : new int[] {0, 1, STEP, whole.length - 1, whole.length + 1, whole.length + 2 * STEP}) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> layer.readContent(2))
                    .as("%d of %d bytes", length, whole.length)
                    .isInstanceOf(BlobMismatchException.class);
            Layer unread = Layer.of(layer.descriptor(), layer.diffId(), layer.blob());
            assertThatThrownBy(unread::entries)
                    .as("%d of %d bytes, unread", length, whole.length)
                    .isInstanceOf(BlobMismatchException.class)
                    .hasMessageStartingWith("Reading " + file + ": expected " + layer.digest());
        }
    }

    @Test
    void removesTheBlobFromItsCache() throws IOException {
        BlobCache cache = BlobCache.at(temp.resolve("cache"));
        Layer layer =
                Layer.builder(cache).data("/first", first).data("/last", last).build();
        assertThat(layer.readContent(1)).isEqualTo(last);
        change(temp.resolve("cache/blobs/sha256").resolve(layer.digest().hex()), STEP);
        assertThatThrownBy(() -> layer.readContent(1)).isInstanceOf(BlobMismatchException.class);
        assertThat(cache.find(layer.digest())).isEmpty();
    }
}
