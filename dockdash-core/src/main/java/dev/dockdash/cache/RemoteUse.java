package dev.dockdash.cache;

import dev.dockdash.blob.Blob;
import dev.dockdash.blob.BlobMismatchException;
import dev.dockdash.oci.MediaType;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

/**
 * The use of a remote cache, which never fails: a blob that is not what it should be is left there, and a cache that
 * cannot be used once is not asked again, so that a broken one costs one attempt and not one for each layer.
 */
final class RemoteUse {

    private static final Logger LOG = System.getLogger(RemoteUse.class.getName());

    private final RemoteCache remote;
    private volatile boolean readable = true;
    private volatile boolean writable;

    RemoteUse(RemoteCache remote) {
        this.remote = remote;
        this.writable = remote.isWritable();
    }

    boolean isReadable() {
        return readable;
    }

    <T> Optional<T> take(CacheKey key, BlobCache.RemoteReader<T> reader) {
        if (!readable) {
            return Optional.empty();
        }
        try {
            Optional<Blob> found = remote.find(key);
            return found.isPresent() ? Optional.of(reader.read(found.get())) : Optional.empty();
        } catch (BlobMismatchException e) {
            LOG.log(Level.WARNING, "Not taken from {0}, and made here instead: {1}", remote, e.getMessage());
        } catch (IOException | RuntimeException e) {
            // An interrupt tells nothing about the cache.
            if (!Thread.currentThread().isInterrupted()) {
                readable = false;
                LOG.log(Level.WARNING, "Not read any more in this run: " + remote + ": " + e.getMessage());
                LOG.log(Level.DEBUG, "Why " + remote + " is not read any more", e);
            }
        }
        return Optional.empty();
    }

    void offer(CacheKey key, Blob blob, MediaType type) {
        if (!writable) {
            return;
        }
        try {
            remote.add(key, blob, type);
        } catch (IOException | RuntimeException e) {
            if (!Thread.currentThread().isInterrupted()) {
                writable = false;
                LOG.log(Level.WARNING, "Not written to any more in this run: " + remote + ": " + e.getMessage());
                LOG.log(Level.DEBUG, "Why " + remote + " is not written to any more", e);
            }
        }
    }
}
