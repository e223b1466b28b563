package dev.dockdash;

import dev.dockdash.archive.ImageSource;
import dev.dockdash.cache.BlobCache;
import dev.dockdash.image.Image;
import dev.dockdash.image.MultiPlatformImage;
import dev.dockdash.layer.Layer;
import dev.dockdash.layer.LayerBuilder;
import dev.dockdash.oci.ImageReference;
import dev.dockdash.oci.Platform;
import dev.dockdash.registry.Credentials;
import dev.dockdash.registry.PullOptions;
import dev.dockdash.registry.PullPolicy;
import dev.dockdash.registry.PulledImage;
import dev.dockdash.registry.PushSummary;
import dev.dockdash.registry.RegistryCache;
import dev.dockdash.registry.RegistryClient;
import dev.dockdash.registry.RegistryClientBuilder;
import dev.dockdash.registry.StreamingPush;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Builds layers, pulls images and pushes them, with one cache and one client.
 *
 * <p>Immutable and safe for use by many threads; one is enough for a program, and there is nothing to close.
 */
public final class Dockdash {

    private final BlobCache cache;
    private final RegistryClient client;

    private Dockdash(BlobCache cache, RegistryClient client) {
        this.cache = cache;
        this.client = client;
    }

    /** Returns an instance with the user's cache. */
    public static Dockdash create() {
        return builder().build();
    }

    /** Starts an instance with a cache or client of its own. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts a layer whose blob will be kept in the cache. */
    public LayerBuilder layer() {
        return Layer.builder(cache);
    }

    /**
     * Pulls an image for {@link Platform#standard()}, which is linux/amd64 unless the system property
     * {@code dockdash.platform} says otherwise: its manifest and config now, its layers when they are asked for.
     *
     * @throws IllegalArgumentException if the reference is not one, or the property is wrong
     * @throws IOException if the registry cannot be reached, does not have the image, or sends something else
     */
    public Image pull(String reference) throws IOException {
        return pull(reference, Platform.standard());
    }

    /**
     * Pulls an image for a platform: its manifest and config now, its layers when they are asked for.
     *
     * @throws IllegalArgumentException if the reference is not one
     * @throws IOException if the registry cannot be reached, does not have the image for that platform, or sends
     *     something else
     */
    public Image pull(String reference, Platform platform) throws IOException {
        return client.pull(ImageReference.parse(reference), platform, cache);
    }

    /**
     * Pulls an image for a platform as a policy says, and tells what the reference led to and who said so. Its layers are
     * had when they are asked for.
     *
     * @throws IllegalArgumentException if the reference is not one
     * @throws IOException if the registry cannot be reached, does not have the image for that platform, or sends
     *     something else
     */
    public PulledImage pull(String reference, Platform platform, PullPolicy policy) throws IOException {
        PullOptions options = PullOptions.forPlatform(platform).cache(cache).policy(policy);
        return client.pull(ImageReference.parse(reference), options);
    }

    /**
     * Pushes an image: blobs that the registry does not have, then the manifest.
     *
     * @throws IllegalArgumentException if the reference is not one, or has a digest that is not the image's
     * @throws IOException if the registry cannot be reached or refuses something, or a layer cannot be read
     */
    public PushResult push(Image image, String reference) throws IOException {
        ImageReference parsed = ImageReference.parse(reference);
        return new PushResult(parsed.toString(), image, client.push(image, parsed));
    }

    /**
     * Pushes images for several platforms: blobs that the registry does not have, the manifests, then their index.
     *
     * @throws IllegalArgumentException if the reference is not one, or has a digest that is not the index's
     * @throws IOException if the registry cannot be reached or refuses something, or a layer cannot be read
     */
    public PushSummary push(MultiPlatformImage image, String reference) throws IOException {
        return client.push(image, ImageReference.parse(reference));
    }

    /**
     * Starts a push whose layers are sent while they are built; the caller closes it.
     *
     * @throws IllegalArgumentException if the reference is not one
     */
    public StreamingPush startPush(String reference) {
        return client.startPush(ImageReference.parse(reference));
    }

    /**
     * Returns a source of images in a file or directory that uses this cache: an OCI layout, an OCI archive or what
     * {@code docker save} writes.
     */
    public ImageSource source(Path file) {
        return ImageSource.of(file).cache(cache);
    }

    /**
     * Returns a source of images in a registry that uses this cache and client. Unlike {@link #pull(String)}, it does not
     * choose a platform by itself.
     *
     * @throws IllegalArgumentException if the reference is not one
     */
    public ImageSource source(String reference) {
        return ImageSource.registry(client, reference).cache(cache);
    }

    /** Returns the cache. */
    public BlobCache cache() {
        return cache;
    }

    /** Returns the client, for what it does beyond pulling and pushing: copying, deriving, listing and deleting. */
    public RegistryClient client() {
        return client;
    }

    /** Chooses the parts of a {@link Dockdash}. Not thread-safe. */
    public static final class Builder {

        private @Nullable BlobCache cache;
        private @Nullable RegistryClient client;
        private @Nullable RegistryClientBuilder ownClient;
        private @Nullable Function<RegistryClient, RegistryCache> remote;

        private Builder() {}

        /** Chooses the cache, the user's unless called. */
        public Builder cache(BlobCache newCache) {
            this.cache = Objects.requireNonNull(newCache, "cache");
            return this;
        }

        /** Uses these credentials for a registry, before those that the environment has. */
        public Builder credentials(String registry, Credentials credentials) {
            ownClient = ownClient == null ? RegistryClient.builder() : ownClient;
            ownClient.credentials(registry, credentials);
            return this;
        }

        /** Chooses the client, one that uses what the environment configures unless called. */
        public Builder client(RegistryClient newClient) {
            this.client = Objects.requireNonNull(newClient, "client");
            return this;
        }

        /**
         * Looks for layers in a repository of a registry before they are compressed, with the client of this instance;
         * nothing is put there. Unless this or {@link #writableRemoteCache} is called, the repository is that of {@link
         * RegistryCache#configured}.
         *
         * <p>To know what to look for, the files of a layer are read once. What the registry has is believed only when
         * its bytes are those that would have been compressed here; one that fails, lies or is slow costs a warning and
         * the layer is built.
         *
         * @param repository such as {@code registry.example.com/team/layers}
         */
        public Builder remoteCache(String repository) {
            Objects.requireNonNull(repository, "repository");
            this.remote = client -> RegistryCache.readOnly(client, repository);
            return this;
        }

        /** Does the same and puts layers there that were built because it had none. */
        public Builder writableRemoteCache(String repository) {
            Objects.requireNonNull(repository, "repository");
            this.remote = client -> RegistryCache.readWrite(client, repository);
            return this;
        }

        /**
         * Returns the instance.
         *
         * @throws IllegalArgumentException if the remote cache is no repository, or has a tag or digest
         * @throws IllegalStateException if there are both a client and credentials, which would not be used
         */
        public Dockdash build() {
            RegistryClient chosen = chosenClient();
            return new Dockdash(withRemote(cache == null ? BlobCache.ofUser() : cache, chosen), chosen);
        }

        private BlobCache withRemote(BlobCache local, RegistryClient chosen) {
            Function<RegistryClient, RegistryCache> given = remote;
            if (given != null) {
                return local.withRemote(given.apply(chosen));
            }
            return local.hasRemote()
                    ? local
                    : RegistryCache.configured(() -> chosen)
                            .map(local::withRemote)
                            .orElse(local);
        }

        private RegistryClient chosenClient() {
            RegistryClient given = client;
            RegistryClientBuilder own = ownClient;
            if (given != null && own != null) {
                throw new IllegalStateException("Credentials would not be used: give them to the client instead");
            }
            if (given != null) {
                return given;
            }
            return own == null ? RegistryClient.create() : own.build();
        }
    }
}
