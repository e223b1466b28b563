package dev.dockdash.layer;

import dev.dockdash.blob.Blob;
import dev.dockdash.cache.BlobCache;
import dev.dockdash.oci.Digest;
import java.util.Optional;

/**
 * A layer whose blob lies in the cache.
 *
 * @param blob the compressed bytes
 * @param diffId the digest of the tar
 * @param tarSize the length of the tar in bytes
 * @param source how the blob came to be there
 */
record StoredLayer(Blob blob, Digest diffId, long tarSize, LayerBuild.Source source) {

    /** Returns what is remembered about it under its diffID: the blob's digest and the length of the tar. */
    String note() {
        return blob.digest() + " " + tarSize;
    }

    /** Returns the layer that a note tells of, if its blob is still there; a torn or strange note is as good as none. */
    static Optional<StoredLayer> find(Digest diffId, String note, BlobCache cache) {
        int space = note.indexOf(' ');
        try {
            long tarSize = Long.parseLong(note.substring(space + 1));
            return cache.find(Digest.parse(note.substring(0, Math.max(0, space))))
                    .map(blob -> new StoredLayer(blob, diffId, tarSize, LayerBuild.Source.CACHED_CONTENT));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Returns what is remembered about it under its inputs: all of it, so that one note is read. */
    String inputsNote() {
        return diffId + " " + note();
    }

    /** Returns the layer that a note of its inputs tells of, likewise. */
    static Optional<StoredLayer> find(String inputsNote, BlobCache cache) {
        int space = inputsNote.indexOf(' ');
        try {
            return find(
                    Digest.parse(inputsNote.substring(0, Math.max(0, space))), inputsNote.substring(space + 1), cache);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
