package dev.dockdash.junit;

/**
 * What a registry shall be.
 *
 * @param name the name, empty for the default one
 * @param shared whether equal definitions share one
 * @param type what it is, not {@link EphemeralRegistry.Type#DEFAULT}
 * @param image the image, if it runs in a container
 * @param disabledWithoutDocker whether tests are skipped where it would need Docker and there is none
 * @param options what it asks and refuses, if it is inside the JVM
 */
record RegistryDefinition(
        String name,
        boolean shared,
        EphemeralRegistry.Type type,
        String image,
        boolean disabledWithoutDocker,
        EmbeddedOptions options) {

    /** Returns the definition of the registry of the test run. */
    static RegistryDefinition ofRun(Configuration configuration) {
        return new RegistryDefinition(
                "", true, configuration.registryType(), configuration.registryImage(), false, EmbeddedOptions.NONE);
    }

    /**
     * Returns the definition in an annotation.
     *
     * @throws IllegalArgumentException if attributes exclude each other
     */
    static RegistryDefinition of(EphemeralRegistry annotation, Configuration configuration) {
        boolean mayBeContainer = annotation.type() == EphemeralRegistry.Type.DEFAULT
                || annotation.type() == EphemeralRegistry.Type.CONTAINER;
        if (!mayBeContainer && !annotation.image().isEmpty()) {
            throw excludes(annotation.type(), "image");
        }
        if (!mayBeContainer && annotation.disabledWithoutDocker()) {
            throw excludes(annotation.type(), "disabledWithoutDocker");
        }
        EmbeddedOptions options = EmbeddedOptions.of(annotation);
        boolean embedded = !options.attributes().isEmpty();
        if (embedded && !annotation.image().isEmpty()) {
            throw new IllegalArgumentException(options.attributes().get(0) + " and image exclude each other: one is for"
                    + " registries inside the JVM, the other for those in containers. Leave one out");
        }
        return new RegistryDefinition(
                annotation.value(),
                annotation.shared(),
                typeOf(annotation, options, configuration),
                annotation.image().isEmpty() ? configuration.registryImage() : annotation.image(),
                annotation.disabledWithoutDocker(),
                options);
    }

    private static EphemeralRegistry.Type typeOf(
            EphemeralRegistry annotation, EmbeddedOptions options, Configuration configuration) {
        EphemeralRegistry.Type type = annotation.type();
        if (options.attributes().isEmpty()) {
            return type == EphemeralRegistry.Type.DEFAULT ? configuration.registryType() : type;
        }
        if (type != EphemeralRegistry.Type.DEFAULT && type != EphemeralRegistry.Type.EMBEDDED) {
            String attribute = options.attributes().get(0);
            throw new IllegalArgumentException("type = " + type + " and " + attribute + " exclude each other: "
                    + attribute + " is for registries inside the JVM. Leave one out");
        }
        return EphemeralRegistry.Type.EMBEDDED;
    }

    private static IllegalArgumentException excludes(EphemeralRegistry.Type type, String attribute) {
        return new IllegalArgumentException("type = " + type + " and " + attribute + " exclude each other: " + attribute
                + " is for registries in containers. Leave one out");
    }
}
