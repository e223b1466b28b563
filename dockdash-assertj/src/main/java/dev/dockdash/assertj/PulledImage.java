package dev.dockdash.assertj;

import dev.dockdash.Dockdash;
import dev.dockdash.image.Image;
import dev.dockdash.image.ImageHandle;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * An image from a registry.
 *
 * @param reference where it is
 * @param image the image
 */
record PulledImage(String reference, Image image) implements ImageHandle {

    /** Pulls an image. */
    interface Pull {
        Image with(Dockdash dockdash) throws IOException;
    }

    static PulledImage of(String reference, Pull pull) {
        try {
            return new PulledImage(reference, pull.with(Dockdash.create()));
        } catch (IOException e) {
            throw new UncheckedIOException("Pulling " + reference + " failed: " + e.getMessage(), e);
        }
    }

    /**
     * Returns this image if it is for that platform: without an index a registry sends whatever image it has.
     *
     * @throws IllegalArgumentException if it is for another
     */
    PulledImage requireFor(Platform wanted) {
        Platform platform = image.config().platform();
        if (!platform.runs(wanted)) {
            throw new IllegalArgumentException(
                    "Pulling " + reference + " for " + wanted + ": the image is for " + platform);
        }
        return this;
    }

    @Override
    public Digest digest() {
        return image.digest();
    }
}
