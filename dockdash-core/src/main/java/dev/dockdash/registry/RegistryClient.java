package dev.dockdash.registry;

import dev.dockdash.blob.Blob;
import dev.dockdash.cache.BlobCache;
import dev.dockdash.image.Image;
import dev.dockdash.oci.ImageReference;
import dev.dockdash.oci.Platform;
import java.io.IOException;
import java.util.function.UnaryOperator;
import okhttp3.OkHttpClient;

/**
 * A client of registries, which pulls and pushes images.
 *
 * <p>Everything that comes from a registry is checked against its digest and size. Plain HTTP is spoken with registries
 * on the loopback interface only. Thread-safe; idle connections close by themselves.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md">distribution-spec</a>
 */
public final class RegistryClient {

    private final Transport transport;

    private RegistryClient(Transport transport) {
        this.transport = transport;
    }

    /** Returns a client that knows no credentials. */
    public static RegistryClient create() {
        return new RegistryClient(new Transport(new OkHttpClient.Builder()
                .followRedirects(false)
                .retryOnConnectionFailure(false)
                .build()));
    }

    /**
     * Pulls the manifest and config of an image for a platform; its layers are fetched when they are opened.
     *
     * @throws RegistryException if the registry does not have it
     * @throws IOException if the registry cannot be reached, the image has no such platform, or what comes is not what
     *     its digests say
     */
    public Image pull(ImageReference reference, Platform platform) throws IOException {
        return pull(reference, platform, UnaryOperator.identity());
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
        return pull(reference, platform, cache::caching);
    }

    private Image pull(ImageReference reference, Platform platform, UnaryOperator<Blob> caching) throws IOException {
        return new Pull(transport, reference, caching).pull(platform);
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
        new Push(transport, Repository.of(reference)).push(image, tagOrDigest);
    }
}
