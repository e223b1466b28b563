package dev.dockdash.cache;

/** Hears of blobs as their writing begins, so that they can be used while they are written. */
@FunctionalInterface
public interface BlobFollower {

    /**
     * Takes note of a blob of which nothing is written yet. The writer waits for this method, and for nothing else: what
     * reads the blob does so in another thread, and its failures are its own.
     */
    void follow(GrowingBlob blob);
}
