package dev.dockdash.registry;

import dev.dockdash.cache.BlobCache;
import dev.dockdash.image.Image;
import dev.dockdash.oci.ImageReference;
import dev.dockdash.oci.Platform;
import java.io.IOException;
import java.util.Optional;

/**
 * A client of registries, which pulls and pushes images.
 *
 * <p>Everything that comes from a registry is checked against its digest and size. Plain HTTP is spoken with registries
 * on the loopback interface only. Thread-safe; idle connections close by themselves.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md">distribution-spec</a>
 */
public final class RegistryClient {

    private final Session session;

    RegistryClient(Session session) {
        this.session = session;
    }

    Session session() {
        return session;
    }

    /** Returns a client that has what the user configured: credentials and proxies. */
    public static RegistryClient create() {
        return builder().build();
    }

    /** Starts a client that differs from {@link #create()} in something. */
    public static RegistryClientBuilder builder() {
        return new RegistryClientBuilder();
    }

    /**
     * Pulls the manifest and config of an image for a platform; its layers are fetched when they are opened.
     *
     * @throws RegistryException if the registry does not have it
     * @throws IOException if the registry cannot be reached, the image has no such platform, or what comes is not what
     *     its digests say
     */
    public Image pull(ImageReference reference, Platform platform) throws IOException {
        return pull(reference, platform, Optional.empty());
    }

    /**
     * Pulls the manifest and config of an image for a platform; its layers are fetched when they are opened first, and
     * kept in the cache.
     *
     * @throws RegistryException if the registry does not have it
     * @throws IOException if the registry cannot be reached, the image has no such platform, or what comes is not what
     *     its digests say
     */
    public Image pull(ImageReference reference, Platform platform, BlobCache cache) throws IOException {
        return pull(reference, platform, Optional.of(cache));
    }

    private Image pull(ImageReference reference, Platform platform, Optional<BlobCache> cache) throws IOException {
        return new Pull(session.transport(), reference, cache).pull(platform);
    }

    /**
     * Pushes an image: the blobs that the registry does not have, then the manifest under the reference's tag, or under
     * its digest when it has one.
     *
     * @throws RegistryException if the registry refuses something
     * @throws IOException if the registry cannot be reached or a layer cannot be read
     * @throws IllegalArgumentException if the reference has a digest that is not the image's
     */
    public void push(Image image, ImageReference reference) throws IOException {
        if (reference.digest().filter(digest -> !digest.equals(image.digest())).isPresent()) {
            throw new IllegalArgumentException(
                    "Pushing to " + reference + ": the image has another digest, " + image.digest());
        }
        String tagOrDigest = reference.tag().orElseGet(() -> image.digest().toString());
        new Push(session, session.repository(reference)).push(image, tagOrDigest);
    }
}
