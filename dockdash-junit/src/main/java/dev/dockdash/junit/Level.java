package dev.dockdash.junit;

import java.lang.reflect.AnnotatedElement;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * What one class, method or constructor declares, by name and in the order in which it stands there.
 *
 * @param element the class, method or constructor
 * @param images its images
 * @param registries its registries
 * @param names the name that stands at each annotated field or parameter, also of what was replaced
 */
record Level(
        AnnotatedElement element,
        Map<String, ImageDeclaration> images,
        Map<String, RegistryDeclaration> registries,
        Map<AnnotatedElement, String> names) {

    /** Copies the maps. */
    Level {
        images = Collections.unmodifiableMap(new LinkedHashMap<>(images));
        registries = Collections.unmodifiableMap(new LinkedHashMap<>(registries));
        names = Map.copyOf(names);
    }

    /** Returns the images that are not just those of a parameter. */
    Map<String, ImageDeclaration> imagesForAll() {
        Map<String, ImageDeclaration> forAll = new LinkedHashMap<>(images);
        forAll.values().removeIf(image -> image.lifetime() == Lifetime.PARAMETER);
        return forAll;
    }

    boolean isEmpty() {
        return images.isEmpty() && registries.isEmpty();
    }

    /** Collects declarations; two of one name are an error, unless one of a superclass is replaced. */
    static final class Builder {

        private final Map<String, ImageDeclaration> images = new LinkedHashMap<>();
        private final Map<String, RegistryDeclaration> registries = new LinkedHashMap<>();
        private final Map<AnnotatedElement, String> names = new HashMap<>();

        /** Adds what a superclass declares. */
        void inherit(Level level) {
            images.putAll(level.images());
            registries.putAll(level.registries());
            names.putAll(level.names());
        }

        /**
         * Adds what one class, method or constructor declares itself.
         *
         * @throws ExtensionConfigurationException if two have one name
         */
        void declare(Stream<ImageDeclaration> ownImages, Stream<RegistryDeclaration> ownRegistries) {
            images.putAll(byName(ownImages));
            registries.putAll(byName(ownRegistries));
        }

        private <D extends Declaration> Map<String, D> byName(Stream<D> declarations) {
            Map<String, D> byName = new LinkedHashMap<>();
            declarations.forEach(declaration -> {
                D other = byName.putIfAbsent(declaration.name(), declaration);
                if (other != null) {
                    throw sameName(declaration, other);
                }
                names.put(declaration.element(), declaration.name());
            });
            return byName;
        }

        private static ExtensionConfigurationException sameName(Declaration declaration, Declaration other) {
            String name = declaration.name();
            String taken = name.isEmpty() ? "the default registry is " : "the name \"" + name + "\" is taken by ";
            String place = other.element().equals(declaration.element())
                    ? other.site().annotation()
                    : other.site().toString();
            String step = declaration instanceof ImageDeclaration ? "Set name to another one" : "Set value to a name";
            return declaration.site().failure(taken + place + ". " + step);
        }

        Level build(AnnotatedElement element) {
            return new Level(element, images, registries, names);
        }
    }
}
