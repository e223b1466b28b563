package dev.dockdash.registry;

import dev.dockdash.blob.Blob;
import dev.dockdash.image.Image;
import dev.dockdash.layer.Layer;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.MediaType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One push: blobs, then configs, then manifests of platforms, and last the manifest or index that the tag is for, so that
 * a reference never leads to half an image.
 */
final class Push {

    private final Session session;
    private final Repository repository;
    private final Map<Digest, SentEarly> early;
    private final String name;
    private final Map<Digest, Blob> layers = new LinkedHashMap<>();
    private final Map<Digest, Blob> fixedLayers = new LinkedHashMap<>();
    private final Map<Digest, Blob> configs = new LinkedHashMap<>();
    private final Map<Digest, ManifestBytes> children = new LinkedHashMap<>();
    private boolean keptReferrer;

    Push(Session session, Repository repository) {
        this(session, repository, Map.of());
    }

    /** Makes a push of which some layers were sent before. */
    Push(Session session, Repository repository, Map<Digest, SentEarly> early) {
        this.session = session;
        this.repository = repository;
        this.early = early;
        this.name = repository.toString();
    }

    /** Adds what an image is made of, but for its manifest. */
    Push add(Image image) {
        for (Layer layer : image.layers()) {
            addLayer(layer.descriptor().mediaType(), layer.blob());
        }
        return addConfig(
                Blob.of(image.config().toBytes()), image.manifest().config().digest());
    }

    /** Adds an image, which is to be pushed before the index that has it. */
    Push addChild(Image image) {
        return add(image).addChild(ManifestBytes.of(image.manifest()));
    }

    Push addChild(ManifestBytes manifest) {
        children.put(manifest.digest(), manifest);
        return this;
    }

    /** Adds a layer, unless it is one that must not be distributed. */
    Push addLayer(MediaType type, Blob blob) {
        if (!type.value().contains(".nondistributable.") && !type.value().contains(".foreign.")) {
            layers.put(blob.digest(), blob);
        }
        return this;
    }

    /** Says that a blob must not be moved: it is there, or is mounted, or the push fails. */
    Push fix(Blob blob) {
        if (layers.remove(blob.digest()) != null) {
            fixedLayers.put(blob.digest(), blob);
        }
        return this;
    }

    Push addConfig(Blob blob) {
        return addConfig(blob, blob.digest());
    }

    private Push addConfig(Blob blob, Digest digest) {
        configs.put(digest, blob);
        return this;
    }

    /**
     * Pushes all that was added, and then a manifest or index.
     *
     * @param tagOrDigest under what to push that last one
     */
    PushSummary push(ManifestBytes top, String tagOrDigest) throws IOException {
        layers.keySet().removeAll(fixedLayers.keySet());
        // An artifact may have the same empty blob as layer and as config.
        configs.keySet().removeAll(layers.keySet());
        PushTally tally = new PushTally();
        try (ProgressMeter meter = session.meter("Pushing " + name + nameOf(tagOrDigest))) {
            List<Parallel.Task> first = new ArrayList<>();
            fixedLayers.values().forEach(blob -> first.add(task(tally, meter, blob, BlobUpload::bringWithoutMoving)));
            layers.values().forEach(blob -> first.add(task(tally, meter, blob, wayOf(blob))));
            List<Parallel.Task> second = new ArrayList<>();
            configs.values().forEach(blob -> second.add(task(tally, meter, blob, BlobUpload::bring)));
            Parallel.run(session.parallelism(), first);
            Parallel.run(session.parallelism(), second);
            putManifests(top, tagOrDigest, tally, meter);
        }
        return tally.summary(top.digest());
    }

    private static String nameOf(String tagOrDigest) {
        return (tagOrDigest.indexOf(':') < 0 ? ":" : "@") + tagOrDigest;
    }

    /** How a blob is brought to the registry. */
    @FunctionalInterface
    private interface Way {
        PushTally.Outcome bring(BlobUpload upload) throws IOException;
    }

    private Way wayOf(Blob layer) {
        SentEarly sent = early.get(layer.digest());
        return sent == null ? BlobUpload::bring : upload -> upload.bringUnless(sent);
    }

    private Parallel.Task task(PushTally tally, ProgressMeter meter, Blob blob, Way way) {
        ProgressMeter.Transfer transfer = meter.start(blob.size());
        return () -> {
            tally.add(blob, way.bring(new BlobUpload(session, repository, blob, transfer)));
            transfer.done();
        };
    }

    /** A registry may have lost what it said it has; then it says so now, and is sent it. */
    private void putManifests(ManifestBytes top, String tagOrDigest, PushTally tally, ProgressMeter meter)
            throws IOException {
        try {
            putAll(top, tagOrDigest);
        } catch (RegistryException e) {
            Collection<Blob> toSend = tally.notSent();
            if (!e.hasCode("MANIFEST_BLOB_UNKNOWN", "BLOB_UNKNOWN") || toSend.isEmpty() || !fixedLayers.isEmpty()) {
                throw e;
            }
            List<Parallel.Task> again = new ArrayList<>();
            toSend.forEach(blob -> again.add(task(tally, meter, blob, upload -> {
                upload.send(Optional.empty());
                return PushTally.Outcome.SENT;
            })));
            Parallel.run(session.parallelism(), again);
            putAll(top, tagOrDigest);
        }
    }

    private void putAll(ManifestBytes top, String tagOrDigest) throws IOException {
        ManifestPush manifests = new ManifestPush(session.transport(), repository);
        for (ManifestBytes child : children.values()) {
            if (!child.digest().equals(top.digest())) {
                manifests.put(child, child.digest().toString());
            }
        }
        keptReferrer = manifests.put(top, tagOrDigest);
    }

    /** Tells whether the registry said of the last manifest that it keeps referrers itself. */
    boolean keptReferrer() {
        return keptReferrer;
    }
}
