package dev.dockdash.junit;

import dev.dockdash.testregistry.EmbeddedRegistry;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/**
 * A registry inside this JVM.
 *
 * @param registry the registry
 */
record EmbeddedServer(EmbeddedRegistry registry) implements RegistryServer {

    static EmbeddedServer start() throws IOException {
        return new EmbeddedServer(EmbeddedRegistry.start());
    }

    @Override
    public String hostAndPort() {
        return registry.hostAndPort();
    }

    @Override
    public URI uri() {
        return registry.uri();
    }

    @Override
    public Optional<EmbeddedRegistry> embedded() {
        return Optional.of(registry);
    }

    @Override
    public void close() {
        registry.close();
    }
}
