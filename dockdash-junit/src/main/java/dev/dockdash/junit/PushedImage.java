package dev.dockdash.junit;

import dev.dockdash.image.Image;
import dev.dockdash.image.ImageHandle;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.ImageReference;
import java.util.Objects;

/**
 * An image that was built for a test and pushed to its registry.
 *
 * <p>Immutable and safe for use by many threads; classes that declare equal images share one.
 */
public final class PushedImage implements ImageHandle {

    private final ImageReference reference;
    private final Image image;
    private final TestRegistry registry;

    PushedImage(ImageReference reference, Image image, TestRegistry registry) {
        this.reference = Objects.requireNonNull(reference, "reference");
        this.image = Objects.requireNonNull(image, "image");
        this.registry = Objects.requireNonNull(registry, "registry");
    }

    /** Returns the reference with its tag, such as {@code localhost:41233/web:3f9ac2d41b7e}. */
    @Override
    public String reference() {
        return reference.toString();
    }

    /** Returns the reference with the digest instead of the tag, such as {@code localhost:41233/web@sha256:3f9a…}. */
    public String digestReference() {
        return ImageReference.of(reference.registry(), reference.repository(), digest())
                .toString();
    }

    /** Returns the digest of the manifest. */
    @Override
    public Digest digest() {
        return image.digest();
    }

    /** Returns the image as it was pushed; nothing is pulled back for it. */
    @Override
    public Image image() {
        return image;
    }

    /** Returns the registry that has the image. */
    public TestRegistry registry() {
        return registry;
    }

    /** Returns {@link #reference}. */
    @Override
    public String toString() {
        return reference();
    }
}
