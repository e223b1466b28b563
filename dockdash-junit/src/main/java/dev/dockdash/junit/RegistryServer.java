package dev.dockdash.junit;

import dev.dockdash.testregistry.EmbeddedRegistry;
import java.net.URI;
import java.util.Optional;

/** A registry that runs somewhere, until it is closed. */
interface RegistryServer extends AutoCloseable {

    /** Returns where it listens, as image references begin. */
    String hostAndPort();

    /** Returns its root. */
    URI uri();

    /** Returns it if it runs inside this JVM. */
    Optional<EmbeddedRegistry> embedded();

    @Override
    void close();
}
