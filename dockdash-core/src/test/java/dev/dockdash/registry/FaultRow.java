package dev.dockdash.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/**
 * One row of the fault matrix: what is done, what fails meanwhile, and what is expected of it.
 *
 * @param name what fails
 * @param operation what is done
 * @param script lets it fail
 * @param message what the error says, empty if success is expected
 * @param check what else is expected
 * @param tls whether the registry speaks TLS
 */
record FaultRow(
        String name, FaultOperation operation, Script script, Optional<String> message, Script check, boolean tls) {

    /** Does something with a scene. */
    @FunctionalInterface
    interface Script {
        void run(FaultScene scene) throws IOException;
    }

    static FaultRow succeeds(FaultOperation operation, String name, Script script) {
        return new FaultRow(name, operation, script, Optional.empty(), scene -> {}, false);
    }

    /** Returns a row that ends in an error with that text in its message. */
    static FaultRow fails(FaultOperation operation, String name, String message, Script script) {
        return new FaultRow(name, operation, script, Optional.of(message), scene -> {}, false);
    }

    FaultRow and(Script newCheck) {
        Script both = scene -> {
            check.run(scene);
            newCheck.run(scene);
        };
        return new FaultRow(name, operation, script, message, both, tls);
    }

    FaultRow overTls() {
        return new FaultRow(name, operation, script, message, check, true);
    }

    /** Returns each row with one worker and with four. */
    static Stream<Arguments> cases(List<FaultRow> rows) {
        return rows.stream().flatMap(row -> Stream.of(Arguments.of(row, 1), Arguments.of(row, 4)));
    }

    /** Asserts that it ended as the row says. */
    void checkOutcome(FaultScene scene, Optional<Throwable> failure) throws IOException {
        if (message.isEmpty()) {
            assertThat(failure).as("failure").isEmpty();
        } else {
            assertThat(failure).as("failure").get().isInstanceOf(IOException.class);
            assertThat(String.valueOf(failure.orElseThrow().getMessage())).contains(message.get());
        }
        check.run(scene);
    }

    @Override
    public String toString() {
        return operation + ": " + name;
    }
}
