package dev.dockdash.junit;

import dev.dockdash.Dockdash;
import dev.dockdash.image.Image;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.ImageReference;
import dev.dockdash.oci.Platform;
import dev.dockdash.testregistry.EmbeddedRegistry;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An image for one platform or several, not pushed.
 *
 * @param images one image per platform
 */
record BuiltImage(List<Image> images) {

    /** Copies the images. */
    BuiltImage {
        images = List.copyOf(images);
    }

    Digest digest() {
        return images.get(0).digest();
    }

    /**
     * Pushes it over HTTP.
     *
     * @throws IOException if the registry cannot be reached or refuses something
     */
    void push(ImageReference reference, Dockdash dockdash) throws IOException {
        dockdash.push(images.get(0), reference.toString());
    }

    /**
     * Puts it into a registry inside this JVM, whatever that refuses.
     *
     * @throws IOException if a layer cannot be had
     */
    void preload(ImageReference reference, EmbeddedRegistry registry) throws IOException {
        registry.preload(reference.repository() + ":" + reference.identifier(), images.get(0));
    }

    List<Platform> platforms() {
        return images.stream().map(image -> image.config().platform()).toList();
    }

    /**
     * Returns the image for a platform.
     *
     * @throws IOException if there is none
     */
    Image forPlatform(Platform platform) throws IOException {
        return images.stream()
                .filter(image -> image.config().platform().equals(platform))
                .findFirst()
                .orElseThrow(() -> new IOException("there is no image for " + platform + ": expected one of "
                        + platforms().stream().map(Platform::toString).collect(Collectors.joining(", "))));
    }
}
