package dev.dockdash.registry;

import java.io.IOException;
import java.util.Optional;

/**
 * The variables {@code DOCKER_USERNAME} and {@code DOCKER_PASSWORD}, for the registry that {@code DOCKER_REGISTRY} names,
 * and without it for every one that asks.
 */
record EnvironmentCredentials(Environment environment) implements CredentialSource {

    @Override
    public Optional<Credentials> find(String registry, String repository) throws IOException {
        Optional<String> only = environment.variable("DOCKER_REGISTRY");
        if (only.isPresent() && !RegistryNames.areSame(only.get(), registry)) {
            return Optional.empty();
        }
        Optional<String> user = environment.variable("DOCKER_USERNAME");
        Optional<String> password = environment.variable("DOCKER_PASSWORD");
        if (user.isEmpty() || password.isEmpty()) {
            return Optional.empty();
        }
        if (user.get().indexOf(':') >= 0) {
            throw new IOException("Looking for credentials of " + registry
                    + ": DOCKER_USERNAME has a colon, which HTTP cannot send; expected the name alone");
        }
        return Optional.of(Credentials.of(user.get(), password.get()));
    }

    @Override
    public String description() {
        return "DOCKER_USERNAME and DOCKER_PASSWORD"
                + environment
                        .variable("DOCKER_REGISTRY")
                        .map(registry -> " (for " + RegistryNames.hostOf(registry) + " only)")
                        .orElse("");
    }
}
