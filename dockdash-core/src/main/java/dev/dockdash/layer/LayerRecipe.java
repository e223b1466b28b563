package dev.dockdash.layer;

import dev.dockdash.cache.BlobCache;
import dev.dockdash.cache.BlobFollower;
import dev.dockdash.cache.CacheKey;
import dev.dockdash.oci.Digest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a layer is made, kept so that it can be made again to fit a base.
 *
 * @param sources what goes into it
 * @param compression its compression
 * @param cache where its blob goes
 */
record LayerRecipe(List<EntrySource> sources, Compression compression, BlobCache cache) {

    /** Follows nothing. */
    static final BlobFollower NOBODY = blob -> {};

    LayerRecipe {
        sources = List.copyOf(sources);
    }

    /**
     * Builds the layer as it is without a base.
     *
     * @param follower what hears of its blob, if it must be written
     */
    Layer build(BlobFollower follower) throws IOException {
        return buildAt(Instant.now(), follower);
    }

    /** Builds the layer as if the look at its sources began at a time: it decides which files count as settled. */
    Layer buildAt(Instant plannedAt, BlobFollower follower) throws IOException {
        long start = System.nanoTime();
        return build(plan(), plannedAt, start, follower);
    }

    /**
     * Builds the layer as it must be on a base.
     *
     * @param expected the fingerprint of the plan from which it was built without one
     * @return the layer, or empty if it is the same
     */
    Optional<Layer> buildOnto(BaseDirectories base, Digest expected) throws IOException {
        long start = System.nanoTime();
        Instant plannedAt = Instant.now();
        LayerPlan plan = plan();
        if (!new LayerKeys(plan, compression).fingerprint().equals(expected)) {
            throw new IOException("A layer must be built again to fit its base, but its sources changed since: "
                    + sources + "; build the layer again, too");
        }
        LayerPlan fitted = plan.onto(base);
        return fitted.equals(plan) ? Optional.empty() : Optional.of(build(fitted, plannedAt, start, NOBODY));
    }

    private LayerPlan plan() throws IOException {
        List<PlannedEntry> entries = new ArrayList<>();
        for (EntrySource source : sources) {
            source.plan(entries::add);
        }
        return LayerPlan.of(entries);
    }

    /** Returns the layer of a plan from the cache, or writes it. */
    private Layer build(LayerPlan plan, Instant plannedAt, long start, BlobFollower follower) throws IOException {
        LayerKeys keys = new LayerKeys(plan, compression);
        Optional<CacheKey> inputs = keys.inputs(plannedAt);
        Optional<StoredLayer> found =
                inputs.flatMap(cache::recallUnchanging).flatMap(note -> StoredLayer.find(note, cache));
        StoredLayer stored = found.isPresent() ? found.get() : fromContentOrWritten(plan, keys, follower);
        if (found.isEmpty()) {
            inputs.ifPresent(key -> cache.remember(key, stored.inputsNote()));
        }
        LayerBuild build = new LayerBuild(
                found.isPresent() ? LayerBuild.Source.CACHED_INPUTS : stored.source(),
                plan.entries().size(),
                stored.tarSize(),
                stored.blob().size(),
                Duration.ofNanos(System.nanoTime() - start));
        return Layer.built(
                stored, compression, new BuiltFrom(this, plan.impliedDirectories(), keys.fingerprint(), build));
    }

    /** Hashing comes first only when there may be a layer of that content: it reads every source. */
    private StoredLayer fromContentOrWritten(LayerPlan plan, LayerKeys keys, BlobFollower follower) throws IOException {
        if (cache.recall(keys.shape()).isPresent() || cache.asksRemote()) {
            Digest diffId = LayerWriter.hash(plan);
            CacheKey content = LayerKeys.content(diffId, compression);
            Optional<StoredLayer> here = cache.recall(content).flatMap(note -> StoredLayer.find(diffId, note, cache));
            if (here.isPresent()) {
                return here.get();
            }
            Optional<StoredLayer> remote = cache.takeFromRemote(
                    content, blob -> new RemoteLayer(TarLayout.of(plan), compression, diffId).keep(blob, cache));
            if (remote.isPresent()) {
                return remembered(remote.get(), keys);
            }
        }
        StoredLayer written = remembered(LayerWriter.write(plan, compression, cache, follower), keys);
        cache.offerToRemote(LayerKeys.content(written.diffId(), compression), written.blob(), compression.mediaType());
        return written;
    }

    private StoredLayer remembered(StoredLayer stored, LayerKeys keys) {
        cache.remember(LayerKeys.content(stored.diffId(), compression), stored.note());
        cache.remember(keys.shape(), "");
        return stored;
    }
}
