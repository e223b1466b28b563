package dev.dockdash.interop;

import dev.dockdash.Dockdash;
import dev.dockdash.cache.BlobCache;
import dev.dockdash.testregistry.EmbeddedRegistry;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What each of these tests has for itself: a folder, a cache in it, and an empty registry. */
abstract class RegistryFixture {

    @TempDir
    Path folder;

    Dockdash dockdash;
    EmbeddedRegistry registry;

    @BeforeEach
    void start() throws IOException {
        dockdash =
                Dockdash.builder().cache(BlobCache.at(folder.resolve("cache"))).build();
        registry = EmbeddedRegistry.start();
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    String reference(String name) {
        return registry.hostAndPort() + "/" + name;
    }
}
