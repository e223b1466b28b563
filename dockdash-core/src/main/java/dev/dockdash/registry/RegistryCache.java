package dev.dockdash.registry;

import dev.dockdash.blob.Blob;
import dev.dockdash.blob.BlobMismatchException;
import dev.dockdash.cache.CacheKey;
import dev.dockdash.cache.RemoteCache;
import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.ImageManifest;
import dev.dockdash.oci.ImageReference;
import dev.dockdash.oci.MediaType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A repository of a registry as a remote cache: each key is a tag, which leads to the manifest of an artifact with one
 * blob.
 *
 * <p>It uses the credentials, proxies and certificates of a client, but waits less long: 5 seconds for a connection, 10
 * for a transfer that stands still, and 30 for a manifest, each at most twice. Immutable and safe for use by many threads.
 */
public final class RegistryCache implements RemoteCache {

    /** The system property that names a repository as the remote cache of all builds. */
    public static final String PROPERTY = "dockdash.cache.remote";

    /** The system property that, set to {@code true}, lets builds write to it. */
    public static final String WRITE_PROPERTY = "dockdash.cache.remote.write";

    private static final String VARIABLE = "DOCKDASH_CACHE_REMOTE";
    private static final String WRITE_VARIABLE = "DOCKDASH_CACHE_REMOTE_WRITE";

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration STALL_LIMIT = Duration.ofSeconds(10);
    private static final Duration MANIFEST_TIMEOUT = Duration.ofSeconds(30);
    private static final RetryPolicy RETRIES =
            new RetryPolicy(2, Duration.ofMillis(250), Duration.ofSeconds(1), Duration.ofSeconds(2));

    private static final MediaType CONFIG_TYPE = MediaType.parse("application/vnd.dockdash.cache.v1+json");
    private static final Blob CONFIG = Blob.of("{}".getBytes(StandardCharsets.UTF_8));

    private final RegistryClient manifests;
    private final RegistryClient blobs;
    private final ImageReference repository;
    private final boolean writable;

    private RegistryCache(RegistryClient client, ImageReference repository, boolean writable) {
        this.manifests = client.hurried(RETRIES, CONNECT_TIMEOUT, STALL_LIMIT, MANIFEST_TIMEOUT);
        this.blobs = client.hurried(RETRIES, CONNECT_TIMEOUT, STALL_LIMIT, Duration.ZERO);
        this.repository = repository;
        this.writable = writable;
    }

    /**
     * Returns a cache that is only read.
     *
     * @param repository such as {@code registry.example.com/team/layers}
     * @throws IllegalArgumentException if it is no repository, or has a tag or digest
     */
    public static RegistryCache readOnly(RegistryClient client, String repository) {
        return new RegistryCache(client, parse(repository), false);
    }

    /**
     * Returns a cache into which new layers are put, too. Whoever reads it checks what it has; but whoever may write to
     * it can make it useless.
     *
     * @param repository such as {@code registry.example.com/team/layers}
     * @throws IllegalArgumentException if it is no repository, or has a tag or digest
     */
    public static RegistryCache readWrite(RegistryClient client, String repository) {
        return new RegistryCache(client, parse(repository), true);
    }

    /**
     * Returns the cache that the system property {@value #PROPERTY} names, or else the environment variable {@code
     * DOCKDASH_CACHE_REMOTE}; it is written to if {@value #WRITE_PROPERTY}, or else {@code DOCKDASH_CACHE_REMOTE_WRITE},
     * is {@code true}. Empty if none is named.
     *
     * @param client called if there is one
     * @throws IllegalArgumentException if what is named is no repository, or writing is neither allowed nor forbidden
     */
    public static Optional<RegistryCache> configured(Supplier<RegistryClient> client) {
        return configured(System::getProperty, System.getenv(), client);
    }

    static Optional<RegistryCache> configured(
            UnaryOperator<@Nullable String> properties,
            Map<String, String> environment,
            Supplier<RegistryClient> client) {
        Optional<String> name = setting(properties.apply(PROPERTY), environment.get(VARIABLE));
        String writes = setting(properties.apply(WRITE_PROPERTY), environment.get(WRITE_VARIABLE))
                .orElse("false");
        if (!writes.equals("true") && !writes.equals("false")) {
            throw new IllegalArgumentException("Invalid value \"" + writes + "\" of " + WRITE_PROPERTY + " or "
                    + WRITE_VARIABLE + ": expected true or false");
        }
        return name.map(repository -> new RegistryCache(client.get(), parse(repository), writes.equals("true")));
    }

    private static Optional<String> setting(@Nullable String property, @Nullable String variable) {
        return Optional.ofNullable(property == null ? variable : property)
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    private static ImageReference parse(String repository) {
        ImageReference reference = ImageReference.parse(repository);
        if (repository.indexOf(':', repository.lastIndexOf('/') + 1) >= 0 || repository.indexOf('@') >= 0) {
            throw new IllegalArgumentException("Invalid remote cache \"" + repository
                    + "\": expected a repository without a tag or digest, such as registry.example.com/team/layers");
        }
        return reference;
    }

    @Override
    public Optional<Blob> find(CacheKey key) throws IOException {
        ImageManifest manifest;
        try {
            manifest = manifests.manifest(tagged(key));
        } catch (RegistryException e) {
            if (e.status() == 404) {
                return Optional.empty();
            }
            throw e;
        }
        if (manifest.layers().size() != 1) {
            throw new BlobMismatchException("Reading " + tagged(key) + ": expected one blob but found "
                    + manifest.layers().size());
        }
        return Optional.of(blobs.blob(repository, manifest.layers().get(0)));
    }

    @Override
    public boolean isWritable() {
        return writable;
    }

    @Override
    public void add(CacheKey key, Blob blob, MediaType type) throws IOException {
        ImageManifest manifest = ImageManifest.of(
                Descriptor.of(CONFIG_TYPE, CONFIG.digest(), CONFIG.size()),
                List.of(Descriptor.of(type, blob.digest(), blob.size())),
                Map.of());
        blobs.pushArtifact(manifest, List.of(CONFIG, blob), tagged(key));
    }

    private ImageReference tagged(CacheKey key) {
        return repository.withTag(key.kind() + "-" + key.digest().hex());
    }

    /** Returns what is read and written, for messages. */
    @Override
    public String toString() {
        return "the remote cache " + repository.registry() + "/" + repository.repository();
    }
}
