package dev.dockdash;

import dev.dockdash.image.Image;
import dev.dockdash.image.ImageHandle;
import dev.dockdash.oci.Digest;
import java.util.Objects;

/**
 * An image that was pushed.
 *
 * @param reference where it is now, in full: {@code localhost:41233/web:1}
 * @param image what was pushed
 */
public record PushResult(String reference, Image image) implements ImageHandle {

    /** Creates a result. */
    public PushResult {
        Objects.requireNonNull(reference, "reference");
        Objects.requireNonNull(image, "image");
    }

    /** Returns the digest of the image's manifest. */
    @Override
    public Digest digest() {
        return image.digest();
    }
}
