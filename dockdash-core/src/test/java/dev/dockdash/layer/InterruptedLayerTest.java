package dev.dockdash.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockdash.blob.Blob;
import dev.dockdash.blob.BlobMismatchException;
import dev.dockdash.cache.BlobCache;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A test framework interrupts what takes too long: that must spoil nothing. */
class InterruptedLayerTest {

    private static final int SIZE = 12 << 20;

    @TempDir
    private Path folder;

    @Test
    void readingLeavesTheBlobInTheCache() throws IOException {
        BlobCache cache = BlobCache.at(folder.resolve("cache"));
        Layer layer = Layer.builder(cache).data("/random", random()).build();
        Layer stored = Layer.of(layer.descriptor(), layer.diffId(), layer.blob());

        Thread.currentThread().interrupt();
        assertThatExceptionOfType(InterruptedIOException.class).isThrownBy(stored::entries);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(cache.find(layer.digest())).map(Blob::digest).isEqualTo(Optional.of(layer.digest()));
        assertThat(stored.entries()).hasSize(1);
    }

    @Test
    void bytesThatAnotherThreadMayStillReadAreLeftAlone() {
        InputStream inUse = new FilterInputStream(InputStream.nullInputStream()) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                throw new BlobMismatchException("two threads read this at once");
            }
        };
        IOException interrupted = new InterruptedIOException();
        assertThat(TarStream.causeOf(interrupted, inUse)).isSameAs(interrupted);
    }

    @Test
    void buildingEndsInAnErrorOfItsOwnAndCanBeRepeated() throws IOException {
        Path file = Files.write(folder.resolve("file"), random());
        for (int i = 0; i < 20; i++) {
            BlobCache cache = BlobCache.at(folder.resolve("cache" + i));
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> Layer.builder(cache).file(file, "/file").build())
                    .isInstanceOf(IOException.class)
                    .hasNoSuppressedExceptions();
            assertThat(Thread.interrupted()).isTrue();
            assertThat(Layer.builder(cache).file(file, "/file").build().entries())
                    .hasSize(1);
        }
    }

    private static byte[] random() {
        byte[] bytes = new byte[SIZE];
        new Random(1).nextBytes(bytes);
        return bytes;
    }
}
