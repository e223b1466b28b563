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

    static RegistryDeclaration of(EphemeralRegistry annotation, AnnotatedElement element, Lifetime lifetime) {
        return new RegistryDeclaration(
                DeclarationSite.of(annotation, element), element, lifetime, RegistryDefinition.of(annotation));
    }

    @Override
    public String name() {
        return definition.name();
    }
}
