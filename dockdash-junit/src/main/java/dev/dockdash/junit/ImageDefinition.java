package dev.dockdash.junit;

import dev.dockdash.layer.Compression;
import dev.dockdash.oci.ImageReference;
import dev.dockdash.oci.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What an image shall be, independent of where it is asked for.
 *
 * @param name the repository, and the name by which tests choose it
 * @param tag the tag, unless it follows from the content
 * @param base what it is built upon
 * @param platforms the platforms; none if they are those of the base
 * @param content its layers and settings
 * @param registry the name of the registry, unless it is the only one or the default
 */
record ImageDefinition(
        String name,
        Optional<String> tag,
        ImageBase base,
        List<Platform> platforms,
        ImageContent content,
        Optional<String> registry) {

    /** Stands for a registry that need not run yet. */
    private static final String ANY_REGISTRY = "localhost";

    private static final String ANY_TAG = "latest";

    /**
     * Checks that a registry can have this name and tag.
     *
     * @throws IllegalArgumentException if it cannot
     */
    ImageDefinition {
        platforms = List.copyOf(platforms);
        check("name", name, () -> ImageReference.of(ANY_REGISTRY, name, ANY_TAG));
        tag.ifPresent(text -> check("tag", text, () -> ImageReference.of(ANY_REGISTRY, name, text)));
    }

    /**
     * Returns the definition in an annotation.
     *
     * @param elementName the name of what is annotated, if it can name an image
     * @param defaultCompression the compression if the annotation does not say
     * @throws IllegalArgumentException if there can be no such image
     */
    static ImageDefinition of(BuildImage annotation, Optional<String> elementName, Compression defaultCompression) {
        Optional<ResourceName> directory = text(annotation.value()).map(ResourceName::parse);
        return new ImageDefinition(
                text(annotation.name()).orElseGet(() -> nameOf(directory, elementName)),
                text(annotation.tag()),
                ImageBase.of(annotation),
                platforms(annotation),
                ImageContent.of(annotation, directory, defaultCompression),
                text(annotation.registry()));
    }

    /**
     * Returns the definition of an image that code makes.
     *
     * @throws IllegalArgumentException if it cannot be the name of a repository
     */
    static ImageDefinition ofCode(String name, ImageFactory factory, Compression compression) {
        return new ImageDefinition(
                name,
                Optional.empty(),
                new ImageBase.Nothing(),
                List.of(),
                ImageContent.of(factory, compression),
                Optional.empty());
    }

    /** Returns the form of a name in which names are equal if they mean the same image. */
    static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static Optional<String> text(String attribute) {
        return Optional.of(attribute).filter(text -> !text.isEmpty());
    }

    private static List<Platform> platforms(BuildImage annotation) {
        List<Platform> platforms = new ArrayList<>();
        for (String text : annotation.platforms()) {
            Platform platform = Platform.parse(text);
            if (platforms.contains(platform)) {
                throw new IllegalArgumentException("Invalid platforms: " + platform + " is there twice");
            }
            platforms.add(platform);
        }
        return platforms;
    }

    private static String nameOf(Optional<ResourceName> directory, Optional<String> elementName) {
        String last = directory
                .map(ResourceName::lastPart)
                .or(() -> elementName)
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is neither value nor name: set value to a directory of the class path, or name"));
        String lowerCase = key(last);
        try {
            ImageReference.of(ANY_REGISTRY, lowerCase, ANY_TAG);
            return lowerCase;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "\"" + last + "\" cannot be the name of a repository, not even in lower case: set name", e);
        }
    }

    private static void check(String attribute, String value, Runnable reference) {
        try {
            reference.run();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Invalid " + attribute + " \"" + value + "\": " + e.getMessage(), e);
        }
    }
}
