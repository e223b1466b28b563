package dev.dockdash.junit;

import dev.dockdash.layer.Compression;
import dev.dockdash.oci.ImageReference;
import java.util.Locale;
import java.util.Optional;

/**
 * What an image shall be, independent of where it is asked for.
 *
 * @param name the repository, and the name by which tests choose it
 * @param tag the tag, unless it follows from the content
 * @param directory the directory of the class path that is copied to the root
 * @param compression the compression of its layers
 * @param settings its config and annotations
 */
record ImageDefinition(
        String name,
        Optional<String> tag,
        Optional<ResourceName> directory,
        Compression compression,
        ImageSettings settings) {

    /** Stands for a registry that need not run yet. */
    private static final String ANY_REGISTRY = "localhost";

    private static final String ANY_TAG = "latest";

    /**
     * Checks that a registry can have this name and tag.
     *
     * @throws IllegalArgumentException if it cannot
     */
    ImageDefinition {
        check("name", name, () -> ImageReference.of(ANY_REGISTRY, name, ANY_TAG));
        tag.ifPresent(text -> check("tag", text, () -> ImageReference.of(ANY_REGISTRY, name, text)));
    }

    /**
     * Returns the definition in an annotation.
     *
     * @param defaultCompression the compression if the annotation does not say
     * @throws IllegalArgumentException if there can be no such image
     */
    static ImageDefinition of(BuildImage annotation, Compression defaultCompression) {
        Optional<ResourceName> directory = text(annotation.value()).map(ResourceName::parse);
        return new ImageDefinition(
                text(annotation.name()).orElseGet(() -> nameOf(directory)),
                text(annotation.tag()),
                directory,
                compression(annotation.compression(), defaultCompression),
                ImageSettings.of(annotation));
    }

    /** Returns the reference of this image with that content in a registry. */
    ImageReference reference(TestRegistry registry, String tagOfContent) {
        return ImageReference.of(registry.hostAndPort(), name, tag.orElse(tagOfContent));
    }

    private static Optional<String> text(String attribute) {
        return Optional.of(attribute).filter(text -> !text.isEmpty());
    }

    private static String nameOf(Optional<ResourceName> directory) {
        String last = directory
                .map(ResourceName::lastPart)
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is neither value nor name: set value to a directory of the class path, or name"));
        String lowerCase = last.toLowerCase(Locale.ROOT);
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

    private static Compression compression(BuildImage.Compression chosen, Compression byDefault) {
        return switch (chosen) {
            case DEFAULT -> byDefault;
            case ZSTD -> Compression.ZSTD;
            case GZIP -> Compression.GZIP;
            case NONE -> Compression.NONE;
        };
    }
}
