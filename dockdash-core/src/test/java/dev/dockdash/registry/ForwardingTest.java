package dev.dockdash.registry;

import dev.dockdash.cache.BlobCache;
import dev.dockdash.image.Image;
import dev.dockdash.image.ImageBuilder;
import dev.dockdash.layer.Compression;
import dev.dockdash.layer.Layer;
import dev.dockdash.oci.ImageReference;
import dev.dockdash.oci.Platform;
import dev.dockdash.testregistry.EmbeddedRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A real registry behind the scripted server, which a test lets do something else now and then. */
abstract class ForwardingTest extends ServerTest {

    @TempDir
    Path temp;

    EmbeddedRegistry registry;

    @BeforeEach
    void startRegistry() throws IOException {
        registry = EmbeddedRegistry.start();
        server.forwardingTo(registry.uri());
    }

    @AfterEach
    void stopRegistry() {
        registry.close();
    }

    BlobCache cache(String name) {
        return BlobCache.at(temp.resolve(name));
    }

    /** Returns the reference of the same image without the scripted server. */
    ImageReference direct(String name) {
        return ImageReference.parse(registry.hostAndPort() + "/" + name);
    }

    /** Returns a layer of as many random bytes, which nothing compresses. */
    Layer layer(String name, int size) throws IOException {
        byte[] bytes = new byte[size];
        new Random(name.hashCode()).nextBytes(bytes);
        return Layer.builder(cache("build"))
                .data("/" + name, bytes)
                .compression(Compression.NONE)
                .build();
    }

    Image image(String... layers) throws IOException {
        return image(Platform.LINUX_AMD64, layers);
    }

    Image image(Platform platform, String... layers) throws IOException {
        ImageBuilder builder = Image.scratch().platform(platform);
        for (String name : layers) {
            builder.layer(layer(name, 10_000));
        }
        return builder.build();
    }
}
