package dev.dockdash.junit;

/**
 * What a registry shall be.
 *
 * @param name the name, empty for the default one
 * @param shared whether equal definitions share one
 */
record RegistryDefinition(String name, boolean shared) {

    static RegistryDefinition of(EphemeralRegistry annotation) {
        return new RegistryDefinition(annotation.value(), annotation.shared());
    }
}
