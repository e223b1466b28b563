package dev.dockdash.junit;

import dev.dockdash.image.Image;
import dev.dockdash.layer.Compression;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * A definition together with the place that failures name.
 *
 * @param site the place
 * @param definition the definition
 */
record ImageDeclaration(DeclarationSite site, ImageDefinition definition) {

    /**
     * Returns the images that a class declares or inherits, by name, superclass first.
     *
     * @throws ExtensionConfigurationException if there can be no such image, or two of one class have one name
     */
    static Map<String, ImageDeclaration> allOf(Class<?> type, Compression defaultCompression) {
        Class<?> superclass = type.getSuperclass();
        Map<String, ImageDeclaration> all =
                superclass == null ? new LinkedHashMap<>() : allOf(superclass, defaultCompression);
        Map<String, ImageDeclaration> own = new LinkedHashMap<>();
        for (BuildImage annotation : declaredBy(type, superclass)) {
            ImageDeclaration declaration = of(annotation, type, defaultCompression);
            ImageDeclaration other = own.putIfAbsent(declaration.definition().name(), declaration);
            if (other != null) {
                throw declaration.sameNameAs(other);
            }
        }
        all.putAll(own);
        return all;
    }

    private static Set<BuildImage> declaredBy(Class<?> type, @Nullable Class<?> superclass) {
        Set<BuildImage> annotations = annotationsOf(type);
        if (superclass != null) {
            annotations.removeAll(annotationsOf(superclass));
        }
        return annotations;
    }

    private static Set<BuildImage> annotationsOf(Class<?> type) {
        return new LinkedHashSet<>(AnnotationSupport.findRepeatableAnnotations(type, BuildImage.class));
    }

    private static ImageDeclaration of(BuildImage annotation, Class<?> annotated, Compression defaultCompression) {
        DeclarationSite site = DeclarationSite.of(annotation, annotated);
        try {
            return new ImageDeclaration(site, ImageDefinition.of(annotation, defaultCompression));
        } catch (IllegalArgumentException e) {
            throw site.failure(e);
        }
    }

    private ExtensionConfigurationException sameNameAs(ImageDeclaration other) {
        return new ExtensionConfigurationException(site + ": the name \"" + definition.name() + "\" is taken by "
                + other.site().annotation() + ". Set name to another one");
    }

    /** Finds the directory that the definition asks for. */
    Optional<Path> locate(ClassPathDirectories classPath, ClassLoader loader) {
        if (definition.directory().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(classPath.find(definition.directory().get(), loader));
        } catch (IOException e) {
            throw site.failure(e);
        }
    }

    Image build(ImageBuilds builds, Optional<Path> directory) {
        try {
            return builds.build(definition, directory);
        } catch (IOException | IllegalArgumentException e) {
            throw site.failure("cannot build the image: ", e);
        }
    }

    PushedImage push(ImageBuilds builds, Image image, TestRegistry registry) {
        try {
            return builds.push(definition, image, registry);
        } catch (IOException e) {
            throw site.failure("cannot push the image: ", e);
        }
    }
}
