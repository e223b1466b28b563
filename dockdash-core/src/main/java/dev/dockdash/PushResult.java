package dev.dockdash;

import dev.dockdash.image.Image;
import dev.dockdash.image.ImageHandle;
import dev.dockdash.oci.Digest;
import dev.dockdash.registry.PushSummary;
import java.util.Objects;

/**
 * An image that was pushed.
 *
 * @param reference where it is now, in full: {@code localhost:41233/web:1}
 * @param image what was pushed
 * @param summary what was sent, mounted and found
 */
public record PushResult(String reference, Image image, PushSummary summary) implements ImageHandle {

    /** Creates a result. */
    public PushResult {
        Objects.requireNonNull(reference, "reference");
        Objects.requireNonNull(image, "image");
        Objects.requireNonNull(summary, "summary");
    }

    /** Creates a result of which nothing else is known; its summary counts no blobs. */
    public PushResult(String reference, Image image) {
        this(reference, image, PushSummary.ofNothing(image.digest()));
    }

    /** Returns the digest of the image's manifest. */
    @Override
    public Digest digest() {
        return image.digest();
    }
}
