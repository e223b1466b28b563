package dev.dockdash.junit;

import dev.dockdash.layer.Compression;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Parameter;
import java.util.Optional;

/**
 * A definition of an image together with where it stands.
 *
 * @param site the place that failures name
 * @param element what is annotated
 * @param lifetime how long the image lives
 * @param definition the definition
 */
record ImageDeclaration(DeclarationSite site, AnnotatedElement element, Lifetime lifetime, ImageDefinition definition)
        implements Declaration {

    /**
     * Returns the declaration in an annotation.
     *
     * @throws org.junit.jupiter.api.extension.ExtensionConfigurationException if there can be no such image
     */
    static ImageDeclaration of(
            BuildImage annotation, AnnotatedElement element, Lifetime lifetime, Compression defaultCompression) {
        DeclarationSite site = DeclarationSite.of(annotation, element);
        try {
            ImageDefinition definition = ImageDefinition.of(annotation, nameOf(element), defaultCompression);
            return new ImageDeclaration(site, element, lifetime, definition);
        } catch (IllegalArgumentException e) {
            throw site.failure(e);
        }
    }

    private static Optional<String> nameOf(AnnotatedElement element) {
        if (element instanceof Field field) {
            return Optional.of(field.getName());
        }
        return element instanceof Parameter parameter && parameter.isNamePresent()
                ? Optional.of(parameter.getName())
                : Optional.empty();
    }

    @Override
    public String name() {
        return definition.name();
    }
}
