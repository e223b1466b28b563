package dev.dockdash.junit;


/**
 * What a registry shall be.
 *
 * @param name the name, empty for the default one
 * @param shared whether equal definitions share one
 * @param type what it is, not {@link EphemeralRegistry.Type#DEFAULT}
 * @param image the image, if it runs in a container
 * @param disabledWithoutDocker whether tests are skipped where it would need Docker and there is none
 */
record RegistryDefinition(String name, boolean shared, EphemeralRegistry.Type type, String image, boolean disabledWithoutDocker) {

    /** Returns the definition of the registry of the test run. */
    static RegistryDefinition ofRun(Configuration configuration) {
        return new RegistryDefinition("", true, configuration.registryType(), configuration.registryImage(), false);
    }

    /**
     * Returns the definition in an annotation.
     *
     * @throws IllegalArgumentException if attributes exclude each other
     */
    static RegistryDefinition of(EphemeralRegistry annotation, Configuration configuration) {
        boolean mayBeContainer = annotation.type() == EphemeralRegistry.Type.DEFAULT || annotation.type() == EphemeralRegistry.Type.CONTAINER;
        if (!mayBeContainer && !annotation.image().isEmpty()) {
            throw excludes(annotation.type(), "image");
        }
        if (!mayBeContainer && annotation.disabledWithoutDocker()) {
            throw excludes(annotation.type(), "disabledWithoutDocker");
        }
        return new RegistryDefinition(
                annotation.value(),
                annotation.shared(),
                annotation.type() == EphemeralRegistry.Type.DEFAULT ? configuration.registryType() : annotation.type(),
                annotation.image().isEmpty() ? configuration.registryImage() : annotation.image(),
                annotation.disabledWithoutDocker());
    }

    private static IllegalArgumentException excludes(EphemeralRegistry.Type type, String attribute) {
        return new IllegalArgumentException("type = " + type + " and " + attribute + " exclude each other: " + attribute
                + " is for registries in containers. Leave one out");
    }
}
