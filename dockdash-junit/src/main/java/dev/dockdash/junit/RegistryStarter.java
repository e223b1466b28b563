package dev.dockdash.junit;

import java.io.IOException;

/** A way to start a registry; those of {@link TestRegistry} may be used often and by many threads. */
@FunctionalInterface
public interface RegistryStarter {

    /**
     * Starts a registry, which the caller closes.
     *
     * @throws IOException if it does not start; nothing is left running then
     */
    TestRegistry start() throws IOException;
}
