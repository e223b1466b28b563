package dev.dockdash.junit;

import java.lang.reflect.AnnotatedElement;

/**
 * A definition of a registry together with where it stands.
 *
 * @param site the place that failures name
 * @param element what is annotated
 * @param lifetime how long the registry lives, unless it is shared
 * @param definition the definition
 */
record RegistryDeclaration(
        DeclarationSite site, AnnotatedElement element, Lifetime lifetime, RegistryDefinition definition)
        implements Declaration {

    /**
     * Returns the declaration in an annotation.
     *
     * @throws org.junit.jupiter.api.extension.ExtensionConfigurationException if there can be no such registry
     */
    static RegistryDeclaration of(
            EphemeralRegistry annotation, AnnotatedElement element, Lifetime lifetime, Configuration configuration) {
        DeclarationSite site = DeclarationSite.of(annotation, element);
        try {
            RegistryDefinition definition = RegistryDefinition.of(annotation, configuration);
            return new RegistryDeclaration(site, element, lifetime, definition);
        } catch (IllegalArgumentException e) {
            throw site.failure(e);
        }
    }

    @Override
    public String name() {
        return definition.name();
    }
}
