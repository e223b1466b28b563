package dev.dockdash.testregistry;

import java.net.URI;
import java.util.Optional;

/** A registry that tests use, wherever it runs. */
public interface RegistryHandle {

    /** Returns where the registry listens, as image references begin, such as {@code localhost:41233}. */
    String hostAndPort();

    /** Returns the root of the registry, without a slash at its end, such as {@code http://localhost:41233}. */
    URI uri();

    /** Returns the registry with all that it offers if it runs inside this JVM. */
    Optional<EmbeddedRegistry> inProcess();
}
