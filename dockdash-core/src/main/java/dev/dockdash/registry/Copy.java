package dev.dockdash.registry;

import dev.dockdash.blob.Blob;
import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.ImageManifest;
import dev.dockdash.oci.ImageReference;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Copies an image, or an index with all its images, byte for byte. */
final class Copy {

    private static final int MAX_DEPTH = 8;
    private static final int MAX_CHILDREN = 10_000;
    private static final long MAX_CHILDREN_SIZE = 64L << 20;

    private final Session session;
    private final ImageReference source;
    private final ImageReference target;
    private final Repository from;
    private final ManifestFetch fetch;
    private final Push push;
    private final Set<Digest> seen = new HashSet<>();
    private long childrenSize;

    Copy(Session session, ImageReference source, ImageReference target) {
        this.session = session;
        this.source = source;
        this.target = target;
        this.from = session.repository(source);
        this.fetch = new ManifestFetch(session.transport(), from);
        this.push = new Push(session, session.repository(target));
    }

    PushSummary copy() throws IOException {
        ManifestBytes top = fetch.fetch(source);
        if (target.digest().filter(digest -> !digest.equals(top.digest())).isPresent()) {
            throw new IllegalArgumentException(
                    "Copying " + source + " to " + target + ": the source has another digest, " + top.digest());
        }
        collect(top, 0);
        return push.push(top, target.tag().orElseGet(() -> top.digest().toString()));
    }

    private void collect(ManifestBytes document, int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw new RefusedException(
                    "Copying " + source + ": indexes lie more than " + MAX_DEPTH + " deep in each other");
        }
        if (!document.isIndex()) {
            addBlobs(document.asManifest());
            return;
        }
        for (Descriptor child : document.asIndex().manifests()) {
            if (seen.add(child.digest())) {
                ManifestBytes fetched = fetch.fetch(child.digest());
                requireBounded(fetched);
                collect(fetched, depth + 1);
                push.addChild(fetched);
            }
        }
    }

    /** Manifests are kept in memory until they are sent. */
    private void requireBounded(ManifestBytes fetched) throws RefusedException {
        childrenSize += fetched.bytes().length;
        if (seen.size() > MAX_CHILDREN || childrenSize > MAX_CHILDREN_SIZE) {
            throw new RefusedException("Copying " + source + ": its indexes list more than " + MAX_CHILDREN
                    + " manifests, or more than " + MAX_CHILDREN_SIZE + " bytes of them");
        }
    }

    private void addBlobs(ImageManifest manifest) {
        manifest.layers().forEach(layer -> push.addLayer(layer.mediaType(), remote(layer)));
        push.addConfig(remote(manifest.config()));
    }

    private Blob remote(Descriptor descriptor) {
        return RemoteBlob.of(session.transport(), from, descriptor, Optional.empty());
    }
}
