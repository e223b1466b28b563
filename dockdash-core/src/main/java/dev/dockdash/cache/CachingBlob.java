package dev.dockdash.cache;

import dev.dockdash.blob.Blob;
import dev.dockdash.oci.Digest;
import java.io.IOException;
import java.io.InputStream;

/** A blob from elsewhere that is fetched once, whole and verified, before anyone reads it. */
record CachingBlob(BlobCache cache, Blob source) implements Blob {

    @Override
    public Digest digest() {
        return source.digest();
    }

    @Override
    public long size() {
        return source.size();
    }

    @Override
    public InputStream open() throws IOException {
        return cache.add(source).open();
    }

    @Override
    public InputStream openUnverified() throws IOException {
        return cache.add(source).openUnverified();
    }

    @Override
    public String toString() {
        return source.toString();
    }
}
