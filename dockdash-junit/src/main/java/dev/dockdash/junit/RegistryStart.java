package dev.dockdash.junit;

import java.io.IOException;
import java.util.Optional;

/**
 * Starts registries of all kinds.
 *
 * @param configuration what users configure
 * @param docker asks for Docker, at most once
 */
record RegistryStart(Configuration configuration, Docker docker) {

    private static final String TESTCONTAINERS = "org.testcontainers.containers.GenericContainer";

    /**
     * Starts a registry.
     *
     * @throws IOException if it does not start; nothing is left running then
     */
    TestRegistry start(RegistryDefinition definition) throws IOException {
        return new TestRegistry(
                switch (definition.type()) {
                    case EXTERNAL -> throw new IOException("@EphemeralRegistry(type = EXTERNAL) is not supported yet");
                    case CONTAINER -> container(definition.image());
                    default -> EmbeddedServer.start();
                });
    }

    private RegistryServer container(String image) throws IOException {
        if (!hasTestcontainers()) {
            throw new IOException(
                    "@EphemeralRegistry(type = CONTAINER) needs org.testcontainers:testcontainers 2.0.3 or"
                            + " later (or 1.21.4) on the test class path.");
        }
        Optional<String> problem = docker.problem();
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
        return skip && definition.type() == EphemeralRegistry.Type.CONTAINER && hasTestcontainers()
                ? docker.problem()
                : Optional.empty();
    }

    private static boolean hasTestcontainers() {
        try {
            Class.forName(TESTCONTAINERS, false, RegistryStart.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
