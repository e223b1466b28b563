package dev.dockdash.registry;

import dev.dockdash.oci.Digest;
import java.util.Objects;

/**
 * What a push or copy did. Manifests and indexes are not counted.
 *
 * @param digest the digest of the manifest or index that was pushed last
 * @param sent the blobs whose bytes were sent
 * @param mounted the blobs that the registry took over from another of its repositories
 * @param found the blobs that were there already
 */
public record PushSummary(Digest digest, BlobCount sent, BlobCount mounted, BlobCount found) {

    /** Creates a summary. */
    public PushSummary {
        Objects.requireNonNull(digest, "digest");
        Objects.requireNonNull(sent, "sent");
        Objects.requireNonNull(mounted, "mounted");
        Objects.requireNonNull(found, "found");
    }

    /** Returns the summary of a push that had no blobs. */
    public static PushSummary ofNothing(Digest digest) {
        return new PushSummary(digest, BlobCount.NONE, BlobCount.NONE, BlobCount.NONE);
    }
}
