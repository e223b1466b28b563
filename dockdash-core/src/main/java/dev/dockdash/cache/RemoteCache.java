package dev.dockdash.cache;

import dev.dockdash.blob.Blob;
import dev.dockdash.oci.MediaType;
import java.io.IOException;
import java.util.Optional;

/**
 * Blobs on another machine, under keys that mean the same on every machine.
 *
 * <p>Nothing that it says is believed: whoever takes a blob from it checks that it is what the key promises. It may be
 * slow, broken or gone; builds then do without. Implementations are safe for use by many threads.
 */
public interface RemoteCache {

    /**
     * Returns what is there under a key; nothing of it is read before it is opened.
     *
     * @throws IOException if it cannot be reached, refuses to answer, or answers nonsense
     */
    Optional<Blob> find(CacheKey key) throws IOException;

    /** Tells whether blobs may be put there. */
    boolean isWritable();

    /**
     * Puts a blob there under a key, in the place of another one.
     *
     * @param type the media type of the blob
     * @throws IOException if it cannot be reached or refuses it, or the blob cannot be read
     */
    void add(CacheKey key, Blob blob, MediaType type) throws IOException;
}
