package dev.dockdash.registry;

import dev.dockdash.cache.BlobCache;
import dev.dockdash.oci.Platform;
import java.util.Objects;
import java.util.Optional;

/**
 * How an image is pulled.
 *
 * @param platform for which platform
 * @param policy whether the registry is asked for what is in the cache
 * @param cache where blobs are kept, and what references led to; without one nothing is kept
 * @param fetchLayers whether the layers are fetched now, several at once, and not each when it is opened
 */
public record PullOptions(Platform platform, PullPolicy policy, Optional<BlobCache> cache, boolean fetchLayers) {

    /**
     * Creates options.
     *
     * @throws IllegalArgumentException if something is to be found in, or fetched into, a cache and there is none
     */
    public PullOptions {
        Objects.requireNonNull(platform, "platform");
        Objects.requireNonNull(policy, "policy");
        if (cache.isEmpty() && (policy == PullPolicy.MISSING || fetchLayers)) {
            throw new IllegalArgumentException(
                    "Pulling what is missing, or layers at once, needs a cache: set it first");
        }
    }

    /** Returns the options that ask the registry, keep nothing, and fetch layers when they are opened. */
    public static PullOptions forPlatform(Platform platform) {
        return new PullOptions(platform, PullPolicy.ALWAYS, Optional.empty(), false);
    }

    /** Returns these options with that cache. */
    public PullOptions cache(BlobCache newCache) {
        return new PullOptions(platform, policy, Optional.of(newCache), fetchLayers);
    }

    /**
     * Returns these options with that policy.
     *
     * @throws IllegalArgumentException if it needs a cache and there is none
     */
    public PullOptions policy(PullPolicy newPolicy) {
        return new PullOptions(platform, newPolicy, cache, fetchLayers);
    }

    /**
     * Returns these options with all layers fetched now.
     *
     * @throws IllegalArgumentException if there is no cache
     */
    public PullOptions fetchingLayers() {
        return new PullOptions(platform, policy, cache, true);
    }
}
