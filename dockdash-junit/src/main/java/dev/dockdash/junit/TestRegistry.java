package dev.dockdash.junit;

import java.net.URI;
import java.util.Objects;

/**
 * The registry that the images of a test are pushed to, as a parameter of constructors, lifecycle methods and test
 * methods.
 *
 * <p>It belongs to the test run, which closes it. Immutable and safe for use by many threads.
 */
public final class TestRegistry {

    private final String hostAndPort;
    private final URI uri;

    TestRegistry(String hostAndPort, URI uri) {
        this.hostAndPort = Objects.requireNonNull(hostAndPort, "hostAndPort");
        this.uri = Objects.requireNonNull(uri, "uri");
    }

    /** Returns where the registry listens, as image references begin, such as {@code localhost:41233}. */
    public String hostAndPort() {
        return hostAndPort;
    }

    /** Returns the root of the registry, without a slash at its end, such as {@code http://localhost:41233}. */
    public URI uri() {
        return uri;
    }

    /** Returns {@link #uri} as text. */
    @Override
    public String toString() {
        return uri.toString();
    }
}
