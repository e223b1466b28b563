package dev.dockdash.registry;

import dev.dockdash.blob.Blob;
import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.ImageManifest;
import dev.dockdash.oci.MediaType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pushes a manifest of any kind with the blobs that it names. */
final class Artifact {

    private static final Blob EMPTY = Blob.of("{}".getBytes(StandardCharsets.UTF_8));

    private final Session session;
    private final Repository repository;
    private final ImageManifest manifest;
    private final Map<Digest, Blob> blobs = new LinkedHashMap<>();

    Artifact(Session session, Repository repository, ImageManifest manifest, List<Blob> blobs) {
        this.session = session;
        this.repository = repository;
        this.manifest = manifest;
        this.blobs.put(EMPTY.digest(), EMPTY);
        blobs.forEach(blob -> this.blobs.put(blob.digest(), blob));
    }

    PushSummary push(String tagOrDigest) throws IOException {
        Push push = new Push(session, repository);
        for (Descriptor layer : manifest.layers()) {
            push.addLayer(layer.mediaType(), blob(layer));
        }
        push.addConfig(blob(manifest.config()));
        PushSummary summary = push.push(ManifestBytes.of(manifest), tagOrDigest);
        if (manifest.subject().isPresent() && !push.keptReferrer()) {
            keepReferrer(manifest.subject().get().digest());
        }
        return summary;
    }

    private void keepReferrer(Digest subject) throws IOException {
        Referrers referrers = new Referrers(session, repository);
        boolean isListed = referrers.list(subject, Optional.empty()).stream()
                .anyMatch(descriptor -> descriptor.digest().equals(manifest.digest()));
        if (!isListed) {
            referrers.addToFallback(manifest, subject);
        }
    }

    private Blob blob(Descriptor descriptor) {
        Blob blob = blobs.get(descriptor.digest());
        if (blob == null || blob.size() != descriptor.size()) {
            MediaType type = descriptor.mediaType();
            throw new IllegalArgumentException("Pushing the manifest " + manifest.digest() + ": it names the blob "
                    + descriptor.digest() + " of " + descriptor.size() + " bytes (" + type + "), which is not given");
        }
        return blob;
    }
}
