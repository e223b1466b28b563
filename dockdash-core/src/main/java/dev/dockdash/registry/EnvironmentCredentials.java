package dev.dockdash.registry;

import java.util.Optional;

/**
 * The variables {@code DOCKER_USERNAME} and {@code DOCKER_PASSWORD}, for the registry that {@code DOCKER_REGISTRY} names,
 * and without it for every one that asks.
 */
record EnvironmentCredentials(Environment environment) implements CredentialSource {

    @Override
    public Optional<Credentials> find(String registry, String repository) {
        Optional<String> only = environment.variable("DOCKER_REGISTRY");
        if (only.isPresent() && !RegistryNames.areSame(only.get(), registry)) {
            return Optional.empty();
        }
        return environment
                .variable("DOCKER_USERNAME")
                .flatMap(user ->
                        environment.variable("DOCKER_PASSWORD").map(password -> Credentials.of(user, password)));
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
