package dev.dockdash.junit;

import java.io.IOException;
import java.util.Optional;

/**
 * Starts registries of all kinds.
 *
 * @param configuration what users configure
 * @param containers whether and where containers can run
 */
record RegistryStart(Configuration configuration, Containers containers) {

    /** Returns a start without JUnit. */
    static RegistryStart ofUser() {
        Configuration configuration =
                new Configuration(name -> Optional.ofNullable(System.getProperty(name)), System.getenv());
        return new RegistryStart(configuration, Containers.ofUser());
    }

    /**
     * Starts a registry.
     *
     * @throws IOException if it does not start; nothing is left running then
     */
    TestRegistry start(RegistryDefinition definition) throws IOException {
        return new TestRegistry(
                switch (definition.type()) {
                    case EXTERNAL -> external();
                    case CONTAINER -> container(definition.image());
                    default -> EmbeddedServer.start(definition.options());
                });
    }

    private RegistryServer external() throws IOException {
        String host = configuration
                .registryHost()
                .orElseThrow(() -> new IOException("@EphemeralRegistry(type = EXTERNAL) needs the host and port of a"
                        + " registry, such as localhost:5000. Set the configuration parameter dockdash.registry.host or"
                        + " the environment variable DOCKDASH_REGISTRY_HOST."));
        return ExternalServer.at(host);
    }

    /**
     * Starts a registry in a container.
     *
     * @throws IOException if containers cannot run here, or it does not start
     */
    RegistryServer container(String image) throws IOException {
        if (!containers.haveTestcontainers()) {
            throw new IOException(
                    "@EphemeralRegistry(type = CONTAINER) needs org.testcontainers:testcontainers 2.0.3 or"
                            + " later (or 1.21.4) on the test class path.");
        }
        Optional<String> problem = containers.problem();
        if (problem.isPresent()) {
            throw new IOException(problem.get());
        }
        return ContainerServer.start(image, configuration.startupTimeout());
    }

    /** Returns why tests that need this registry are skipped, if that is so. */
    Optional<String> reasonToSkip(RegistryDefinition definition) {
        boolean skip = configuration
                .withoutDocker()
                .map(Configuration.WithoutDocker.SKIP::equals)
                .orElse(definition.disabledWithoutDocker());
        return skip && definition.type() == EphemeralRegistry.Type.CONTAINER && containers.haveTestcontainers()
                ? containers.problem()
                : Optional.empty();
    }
}
