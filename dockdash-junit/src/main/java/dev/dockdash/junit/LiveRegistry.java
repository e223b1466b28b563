package dev.dockdash.junit;

import java.io.IOException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A registry that starts when it is first asked for and is closed with the context in whose store it is. */
@SuppressWarnings("deprecation") // JUnit 5.12 closes only a CloseableResource, later versions close any AutoCloseable.
final class LiveRegistry implements AutoCloseable, ExtensionContext.Store.CloseableResource {

    private final Once.Maker<TestRegistry> starter;
    private final Once<TestRegistry> running = new Once<>();

    LiveRegistry(Once.Maker<TestRegistry> starter) {
        this.starter = starter;
    }

    /**
     * Returns the registry, which runs from now on at the latest.
     *
     * @throws IOException if it cannot be started
     */
    TestRegistry running() throws IOException {
        return running.get(starter);
    }

    @Override
    public void close() {
        running.ifMade().ifPresent(TestRegistry::close);
    }
}
