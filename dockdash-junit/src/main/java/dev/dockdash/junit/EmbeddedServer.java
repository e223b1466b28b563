package dev.dockdash.junit;

import dev.dockdash.Dockdash;
import dev.dockdash.junit.EmbeddedOptions.Login;
import dev.dockdash.oci.ImageReference;
import dev.dockdash.testregistry.EmbeddedRegistry;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/**
 * A registry inside this JVM.
 *
 * @param registry the registry
 * @param options what it asks and refuses
 */
record EmbeddedServer(EmbeddedRegistry registry, EmbeddedOptions options) implements RegistryServer {

    static EmbeddedServer start(EmbeddedOptions options) throws IOException {
        EmbeddedRegistry registry = options.applyTo(EmbeddedRegistry.builder()).start();
        options.faults().forEach(fault -> registry.fail(fault.toFault()));
        return new EmbeddedServer(registry, options);
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
    public Optional<Login> login() {
        return options.login();
    }

    /** What a registry asks and refuses is for the tests, and not for the images that they begin with. */
    @Override
    public void push(BuiltImage image, ImageReference reference, Dockdash dockdash) throws IOException {
        if (options.equals(EmbeddedOptions.NONE)) {
            image.push(reference, dockdash);
        } else {
            image.preload(reference.repository() + ":" + reference.identifier(), registry);
        }
    }

    @Override
    public void close() {
        registry.close();
    }
}
