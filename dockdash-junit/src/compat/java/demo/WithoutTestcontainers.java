package demo;

import dev.dockdash.junit.EphemeralRegistry;
import org.junit.jupiter.api.Test;

/** Must fail, and not be skipped, where Testcontainers is missing. */
class WithoutTestcontainers {

    @Test
    @EphemeralRegistry(type = EphemeralRegistry.Type.CONTAINER, disabledWithoutDocker = true)
    void test() {}
}
