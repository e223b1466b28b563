package dev.dockdash.registry;

import dev.dockdash.image.Image;
import dev.dockdash.image.ImageHandle;
import dev.dockdash.oci.Digest;
import java.util.Objects;

/**
 * An image that was pulled.
 *
 * @param reference by which it was pulled, in full
 * @param digest what the reference leads to: the digest of the manifest, or of the index that has it
 * @param image the image; the digest of its own manifest is {@link Image#digest()}
 * @param source who said what the reference leads to
 */
public record PulledImage(String reference, Digest digest, Image image, PullSource source) implements ImageHandle {

    /** Creates a pulled image. */
    public PulledImage {
        Objects.requireNonNull(reference, "reference");
        Objects.requireNonNull(digest, "digest");
        Objects.requireNonNull(image, "image");
        Objects.requireNonNull(source, "source");
    }
}
