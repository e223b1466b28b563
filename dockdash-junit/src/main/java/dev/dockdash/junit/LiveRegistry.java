package dev.dockdash.junit;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A registry that is started when it is first asked for, once, and closed with the context in whose store it is. */
@SuppressWarnings("deprecation") // JUnit 5.12 closes only a CloseableResource, later versions close any AutoCloseable.
final class LiveRegistry implements AutoCloseable, ExtensionContext.Store.CloseableResource {

    private final Once.Maker<TestRegistry> starter;
    private final Once<Attempt> attempt = new Once<>();

    /** A start that worked or failed; trying again could take long for each test that asks. */
    private record Attempt(Optional<TestRegistry> registry, Optional<IOException> failure) {}

    LiveRegistry(Once.Maker<TestRegistry> starter) {
        this.starter = starter;
    }

    /**
     * Returns the registry, which runs from now on at the latest.
     *
     * @throws IOException if it cannot be started
     */
    TestRegistry running() throws IOException {
        Attempt made = attempt.get(this::start);
        if (made.failure().isPresent()) {
            throw made.failure().get();
        }
        return made.registry().orElseThrow();
    }

    private Attempt start() {
        try {
            return new Attempt(Optional.of(starter.make()), Optional.empty());
        } catch (IOException e) {
            return new Attempt(Optional.empty(), Optional.of(e));
        }
    }

    @Override
    public void close() {
        attempt.ifMade().flatMap(Attempt::registry).ifPresent(TestRegistry::close);
    }
}
