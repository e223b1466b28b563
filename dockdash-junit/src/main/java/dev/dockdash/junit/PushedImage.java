package dev.dockdash.junit;

import dev.dockdash.image.Image;
import dev.dockdash.image.ImageHandle;
import dev.dockdash.image.MultiPlatformImage;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.ImageIndex;
import dev.dockdash.oci.ImageReference;
import dev.dockdash.oci.Platform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An image that was built for a test and pushed to its registry.
 *
 * <p>Immutable and safe for use by many threads; classes that declare equal images share one.
 */
public final class PushedImage implements ImageHandle {

    private final ImageReference reference;
    private final BuiltImage built;
    private final TestRegistry registry;

    PushedImage(ImageReference reference, BuiltImage built, TestRegistry registry) {
        this.reference = Objects.requireNonNull(reference, "reference");
        this.built = Objects.requireNonNull(built, "built");
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

    /** Returns the digest of the manifest, or of the index if there are several platforms. */
    @Override
    public Digest digest() {
        return built.digest();
    }

    /**
     * Returns the image as it was pushed; nothing is pulled back for it. Of several platforms it is that for linux/amd64,
     * or the first.
     */
    @Override
    public Image image() {
        return built.main();
    }

    /** Writes it into an OCI layout, under its repository and tag. */
    void write(Path directory) throws IOException {
        built.write(directory, reference.repository() + ":" + reference.identifier());
    }

    /** Returns the index, if there are several platforms. */
    public Optional<ImageIndex> index() {
        return built.all().map(MultiPlatformImage::index);
    }

    /** Returns the images of all platforms. */
    List<Image> images() {
        return built.images();
    }

    /** Returns the platforms that the image runs on, in the order in which they are asked for. */
    public List<Platform> platforms() {
        return built.platforms();
    }

    /**
     * Returns the image for one platform, such as {@code linux/arm64}; its reference leads to that platform only.
     *
     * @throws IllegalArgumentException if it is not a platform, or the image has none for it
     */
    public PushedImage forPlatform(String platform) {
        Platform wanted = Platform.parse(platform);
        try {
            return ofImage(built.forPlatform(wanted));
        } catch (IOException e) {
            throw new IllegalArgumentException(reference + ": " + e.getMessage(), e);
        }
    }

    /** Returns one of its {@link #images}; its reference leads to that only. */
    PushedImage ofImage(Image image) {
        return platforms().size() == 1
                ? this
                : new PushedImage(
                        ImageReference.of(reference.registry(), reference.repository(), image.digest()),
                        BuiltImage.of(List.of(image)),
                        registry);
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
