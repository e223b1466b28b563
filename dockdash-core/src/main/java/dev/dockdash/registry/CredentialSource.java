package dev.dockdash.registry;

import java.io.IOException;
import java.util.Optional;

/** Where credentials come from. Implementations are safe for use by many threads. */
@FunctionalInterface
public interface CredentialSource {

    /**
     * Returns the credentials for a repository.
     *
     * @param registry the registry, such as {@code registry.example.com:5000}; Docker Hub is {@code docker.io}
     * @param repository the repository in it, empty when the registry as a whole is asked
     * @throws IOException if it cannot be said whether there are any; the message must not hold a secret
     */
    Optional<Credentials> find(String registry, String repository) throws IOException;

    /** Returns what this source is, for a message that says where credentials were looked for. */
    default String description() {
        return "a source that the program gave";
    }

    /** Returns a source that has these credentials for one registry, under each of its names. */
    static CredentialSource of(String registry, Credentials credentials) {
        return new GivenCredentials(registry, credentials);
    }
}
