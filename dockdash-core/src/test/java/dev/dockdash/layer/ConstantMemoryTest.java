package dev.dockdash.layer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.ChildJvm;
import dev.dockdash.cache.BlobCache;
import dev.dockdash.image.Image;
import dev.dockdash.oci.ImageReference;
import dev.dockdash.registry.RegistryClient;
import dev.dockdash.registry.StreamingPush;
import dev.dockdash.testregistry.EmbeddedRegistry;
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

    @Test
    void aLayerLargerThanTheHeapIsSentWhileItIsBuilt() throws Exception {
        assertThat(ChildJvm.plain()
                        .options("-Xmx64m", "-XX:TieredStopAtLevel=4")
                        .run(LargePush.class, temp, SIZE))
                .containsExactly("1 blob streamed", "true");
    }

    /** Starts a layer of one file of that size, without content. */
    private static LayerBuilder layer(Path folder, String size) throws IOException {
        Path file = folder.resolve("large");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(Long.parseLong(size));
        }
        return Layer.builder(BlobCache.at(folder.resolve("cache"))).file(file, "/large");
    }

    /** Builds a layer and prints what it finds in it. */
    static final class LargeLayer {

        private LargeLayer() {}

        public static void main(String[] arguments) throws IOException {
            Layer layer = layer(Path.of(arguments[0]), arguments[1]).build();
            Image image = Image.scratch().layer(layer).build();
            image.filesystem()
                    .entries()
                    .forEach(entry -> System.out.println("[" + entry.path() + "] of " + entry.size()));
        }
    }

    /** Pushes a layer while it is built, to a registry in the same JVM, and prints how it was sent. */
    static final class LargePush {

        private LargePush() {}

        public static void main(String[] arguments) throws IOException {
            Path folder = Path.of(arguments[0]);
            try (EmbeddedRegistry registry =
                            EmbeddedRegistry.builder().directory(folder).start();
                    StreamingPush push = RegistryClient.create()
                            .startPush(ImageReference.of(registry.hostAndPort(), "large", "1"))) {
                Layer layer = layer(folder, arguments[1])
                        .compression(Compression.NONE)
                        .build(push);
                long sent =
                        push.finish(Image.scratch().layer(layer).build()).sent().bytes();
                long streams = registry.requests().stream()
                        .filter(request -> request.matches("PATCH", "/**"))
                        .count();
                System.out.println(streams + " blob streamed");
                System.out.println(sent > Long.parseLong(arguments[1]));
            }
        }
    }
}
