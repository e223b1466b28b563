package dev.dockdash.registry;

import dev.dockdash.blob.Blob;
import dev.dockdash.blob.VerifyingInputStream;
import dev.dockdash.cache.BlobCache;
import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * A blob in a registry: fetched when it is opened, the first time only if there is a cache.
 *
 * <p>It knows where it is from, so that a push to the same registry need not move it.
 */
record RemoteBlob(Transport transport, Repository repository, Digest digest, long size, Optional<BlobCache> cache)
        implements Blob {

    static RemoteBlob of(Transport transport, Repository repository, Descriptor descriptor, Optional<BlobCache> cache) {
        return new RemoteBlob(transport, repository, descriptor.digest(), descriptor.size(), cache);
    }

    @Override
    public InputStream open() throws IOException {
        return cache.isPresent() ? cached(cache.get()).open() : download();
    }

    /** What comes from the registry is verified in any case. */
    @Override
    public InputStream openUnverified() throws IOException {
        return cache.isPresent() ? cached(cache.get()).openUnverified() : download();
    }

    private Blob cached(BlobCache kept) throws IOException {
        return kept.add(new RemoteBlob(transport, repository, digest, size, Optional.empty()));
    }

    private InputStream download() throws IOException {
        return new VerifyingInputStream(
                new BlobDownload(transport, repository, this), digest, size, Urls.redacted(repository.blob(digest)));
    }

    @Override
    public String toString() {
        return digest + " in " + repository;
    }
}
