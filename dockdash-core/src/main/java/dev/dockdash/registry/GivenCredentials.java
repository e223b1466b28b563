package dev.dockdash.registry;

import java.util.Objects;
import java.util.Optional;

/** Credentials that the program has for one registry. */
record GivenCredentials(String registry, Credentials credentials) implements CredentialSource {

    GivenCredentials {
        Objects.requireNonNull(registry, "registry");
        Objects.requireNonNull(credentials, "credentials");
    }

    @Override
    public Optional<Credentials> find(String wanted, String repository) {
        return RegistryNames.areSame(registry, wanted) ? Optional.of(credentials) : Optional.empty();
    }

    @Override
    public String description() {
        return "what the program gave for " + registry;
    }
}
