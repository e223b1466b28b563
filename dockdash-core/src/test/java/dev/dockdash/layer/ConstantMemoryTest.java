package dev.dockdash.layer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.ChildJvm;
import dev.dockdash.cache.BlobCache;
import dev.dockdash.image.Image;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConstantMemoryTest {

    private static final long SIZE = 300L << 20;

    @TempDir
    Path temp;

    @Test
    void aLayerLargerThanTheHeapIsWrittenAndReadBack() throws Exception {
        assertThat(ChildJvm.plain()
                        .options("-Xmx64m", "-XX:TieredStopAtLevel=4")
                        .run(LargeLayer.class, temp, SIZE))
                .containsExactly("[/large] of " + SIZE);
    }

    /** Builds a layer of one file of that size, without content, and prints what it finds in it. */
    static final class LargeLayer {

        private LargeLayer() {}

        public static void main(String[] arguments) throws IOException {
            Path folder = Path.of(arguments[0]);
            Path file = folder.resolve("large");
            try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
                sparse.setLength(Long.parseLong(arguments[1]));
            }
            Layer layer = Layer.builder(BlobCache.at(folder.resolve("cache")))
                    .file(file, "/large")
                    .build();
            Image image = Image.scratch().layer(layer).build();
            image.filesystem()
                    .entries()
                    .forEach(entry -> System.out.println("[" + entry.path() + "] of " + entry.size()));
        }
    }
}
