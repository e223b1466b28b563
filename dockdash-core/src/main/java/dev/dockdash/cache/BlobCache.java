package dev.dockdash.cache;

import dev.dockdash.blob.Blob;
import dev.dockdash.oci.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * A content-addressed store of blobs in a folder, which any number of threads and processes share.
 *
 * <p>The folder is an OCI image layout: blobs lie in {@code blobs/sha256/} under their digest, complete or not at all. A
 * folder that cannot be written makes builds slower, not impossible: new blobs then go to a temporary folder of this
 * JVM. Thread-safe.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.1/image-layout.md">image-spec, layout</a>
 */
public final class BlobCache {

    private final CacheDirectory directory;

    private BlobCache(CacheDirectory directory) {
        this.directory = directory;
    }

    /** Returns the cache in this folder, which is made when it is first written to. */
    public static BlobCache at(Path folder) {
        return new BlobCache(new CacheDirectory(Objects.requireNonNull(folder, "folder")));
    }

    /**
     * Returns the cache of this user: the folder that {@code DOCKDASH_CACHE} names, else {@code dockdash} in the
     * platform's cache folder.
     */
    public static BlobCache ofUser() {
        return at(
                CacheLocation.ofUser(System.getenv(), System.getProperty("os.name"), System.getProperty("user.home")));
    }

    /** Returns the folder of this cache, whether or not it exists yet. */
    public Path folder() {
        return directory.root();
    }

    /** Returns the blob of that digest, if it is here; its bytes are verified when they are read. */
    public Optional<Blob> find(Digest digest) {
        return directory.existing(digest).flatMap(file -> blobIn(file, digest));
    }

    /**
     * Keeps a blob and returns the kept one; one that is here already is not read again.
     *
     * @throws IOException if the bytes cannot be read, are not what the blob promises, or cannot be written anywhere
     */
    public Blob add(Blob blob) throws IOException {
        Optional<Blob> found = find(blob.digest()).filter(known -> known.size() == blob.size());
        if (found.isPresent()) {
            return found.get();
        }
        try (InputStream in = blob.open();
                BlobWriter out = newBlob()) {
            in.transferTo(out);
            return out.commit(blob.digest());
        }
    }

    /** Returns a blob that is fetched from its source and kept here when it is first opened. */
    public Blob caching(Blob source) {
        return new CachingBlob(this, source);
    }

    /**
     * Starts a blob whose digest is not known yet; the caller closes the writer.
     *
     * @throws IOException if neither the cache nor the temporary folder can be written
     */
    public BlobWriter newBlob() throws IOException {
        return directory.newBlob();
    }

    private static Optional<Blob> blobIn(Path file, Digest digest) {
        try {
            return Optional.of(Blob.file(file, digest, Files.size(file)));
        } catch (java.nio.file.NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Reading the size of " + file, e);
        }
    }

    @Override
    public String toString() {
        return "BlobCache[" + folder() + "]";
    }
}
