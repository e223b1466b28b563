package dev.dockdash.benchmarks;

import dev.dockdash.testregistry.EmbeddedRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The embedded registry from its start to its first answer. */
final class RegistryStart implements Contender {

    static final String NAME = "start to first answer";

    private final Path parent;
    private Optional<EmbeddedRegistry> registry = Optional.empty();

    RegistryStart(Path parent) {
        this.parent = parent;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run() throws IOException {
        EmbeddedRegistry started = EmbeddedRegistry.builder().directory(parent).start();
        registry = Optional.of(started);
        try (PlainConnection connection = PlainConnection.to(started.uri().getPort())) {
            connection.get("/v2/");
        }
    }

    @Override
    public void reset() {
        registry.ifPresent(EmbeddedRegistry::close);
    }
}
