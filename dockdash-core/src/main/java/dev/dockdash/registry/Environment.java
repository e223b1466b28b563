package dev.dockdash.registry;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a client finds what the user configured: environment variables and the home folder.
 *
 * @param variables the environment variables by their names
 * @param home the home folder of the user
 */
public record Environment(Map<String, String> variables, Path home) {

    /** Creates an environment. */
    public Environment {
        variables = Map.copyOf(variables);
        Objects.requireNonNull(home, "home");
    }

    /** Returns the environment of this process. */
    public static Environment ofProcess() {
        return new Environment(System.getenv(), Path.of(System.getProperty("user.home", "")));
    }

    /** Returns an environment in which nothing is configured. */
    public static Environment empty() {
        return new Environment(Map.of(), Path.of("/nonexistent"));
    }

    Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }

    /** Returns the names of the variables and the home folder; values may be secret. */
    @Override
    public String toString() {
        return "Environment[" + variables.keySet().stream().sorted().toList() + ", " + home + "]";
    }
}
