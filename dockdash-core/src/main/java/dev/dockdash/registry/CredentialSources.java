package dev.dockdash.registry;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Several sources, of which the first that has something counts. */
record CredentialSources(List<CredentialSource> sources) {

    /** Credentials, and which source they are from. */
    record Found(Credentials credentials, String where) {}

    CredentialSources {
        sources = List.copyOf(sources);
    }

    /**
     * Returns what the program gave, and then the sources of an environment: variables, the file that
     * {@code REGISTRY_AUTH_FILE} names, Docker's config, and the files of Podman and its kin.
     */
    static CredentialSources of(List<CredentialSource> given, Environment environment) {
        List<CredentialSource> all = new ArrayList<>(given);
        all.add(new EnvironmentCredentials(environment));
        environment.variable("REGISTRY_AUTH_FILE").ifPresent(file -> all.add(CredentialsFile.at(file, environment)));
        all.add(new CredentialsFile(dockerFolder(environment).resolve("config.json"), environment));
        environment
                .variable("XDG_RUNTIME_DIR")
                .ifPresent(folder -> all.add(CredentialsFile.at(folder + "/containers/auth.json", environment)));
        all.add(new CredentialsFile(containersFolder(environment).resolve("auth.json"), environment));
        return new CredentialSources(all);
    }

    private static Path dockerFolder(Environment environment) {
        return environment
                .variable("DOCKER_CONFIG")
                .map(Path::of)
                .orElseGet(() -> environment.home().resolve(".docker"));
    }

    private static Path containersFolder(Environment environment) {
        return environment
                .variable("XDG_CONFIG_HOME")
                .map(Path::of)
                .orElseGet(() -> environment.home().resolve(".config"))
                .resolve("containers");
    }

    /**
     * Returns the credentials for a repository.
     *
     * @throws IOException if a source that comes before any with credentials cannot be asked
     */
    Optional<Found> find(String registry, String repository) throws IOException {
        for (CredentialSource source : sources) {
            Optional<Credentials> found = source.find(registry, repository);
            if (found.isPresent()) {
                return Optional.of(new Found(found.get(), source.description()));
            }
        }
        return Optional.empty();
    }

    /** Returns what the sources are, for a message. */
    String description() {
        return sources.stream().map(CredentialSource::description).collect(Collectors.joining(", "));
    }
}
