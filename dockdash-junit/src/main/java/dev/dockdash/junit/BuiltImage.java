package dev.dockdash.junit;

import dev.dockdash.image.Image;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.Platform;
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
