package dev.dockdash.junit;

import dev.dockdash.Dockdash;
import dev.dockdash.oci.ImageReference;
import dev.dockdash.testregistry.EmbeddedRegistry;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** A registry that runs somewhere, until it is closed. */
interface RegistryServer extends AutoCloseable {

    /** Returns where it listens, as image references begin. */
    String hostAndPort();

    /** Returns its root. */
    URI uri();

    /** Returns it if it runs inside this JVM. */
    default Optional<EmbeddedRegistry> embedded() {
        return Optional.empty();
    }

    /** Returns who may do everything there, if it asks. */
    default Optional<EmbeddedOptions.Login> login() {
        return Optional.empty();
    }

    /** Returns what the names of repositories begin with, empty or with a slash at its end. */
    default String repositoryPrefix() {
        return "";
    }

    /**
     * Puts an image there.
     *
     * @throws IOException if that fails
     */
    default void push(BuiltImage image, ImageReference reference, Dockdash dockdash) throws IOException {
        image.push(reference, dockdash);
    }

    /** Stops it; doing so twice does nothing. */
    @Override
    void close();
}
