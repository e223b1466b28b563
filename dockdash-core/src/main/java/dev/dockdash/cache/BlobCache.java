package dev.dockdash.cache;

import dev.dockdash.blob.Blob;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A content-addressed store of blobs in a folder, which any number of threads and processes share.
 *
 * <p>The folder is an OCI image layout: blobs lie in {@code blobs/sha256/} under their digest, complete or not at all.
 * Beside them lie notes: which inputs gave which layer, and which manifest a reference led to. A blob that was damaged
 * is dropped when it is looked for, a folder that was deleted is made again, and a folder that cannot be written makes
 * builds slower, not impossible: new blobs then go to a temporary folder of this JVM.
 *
 * <p>When the blobs grow beyond the bound, those that were not used for longest are removed, but never one that a JVM
 * which still runs has used. Thread-safe.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.1/image-layout.md">image-spec, layout</a>
 */
public final class BlobCache {

    /** The bound that a cache has unless another is given: 10 GiB. */
    public static final long DEFAULT_MAX_SIZE = 10L << 30;

    private static final int COPY_BUFFER_SIZE = 128 * 1024;

    private final CacheDirectory directory;
    private final @Nullable RemoteUse remote;

    private BlobCache(CacheDirectory directory, @Nullable RemoteUse remote) {
        this.directory = directory;
        this.remote = remote;
    }

    /** Returns the cache in this folder, which is made when it is first written to. */
    public static BlobCache at(Path folder) {
        return at(folder, DEFAULT_MAX_SIZE);
    }

    /**
     * Returns the cache in this folder with a bound for its blobs in bytes.
     *
     * @throws IllegalArgumentException if the bound is negative
     */
    public static BlobCache at(Path folder, long maxSize) {
        if (maxSize < 0) {
            throw new IllegalArgumentException("Invalid bound of the cache " + folder + ": " + maxSize + " bytes");
        }
        return new BlobCache(new CacheDirectory(Objects.requireNonNull(folder, "folder"), maxSize), null);
    }

    /**
     * Returns the cache of this user: the folder that {@code DOCKDASH_CACHE} names, else {@code dockdash} in the
     * platform's cache folder.
     */
    public static BlobCache ofUser() {
        return at(
                CacheLocation.ofUser(System.getenv(), System.getProperty("os.name"), System.getProperty("user.home")));
    }

    /**
     * Returns this cache with a remote one behind it, in which layers are looked for before they are written.
     *
     * <p>A remote cache that fails is not used again by the returned one; that is logged once, and no build fails for it.
     */
    public BlobCache withRemote(RemoteCache newRemote) {
        return new BlobCache(directory, new RemoteUse(newRemote));
    }

    /** Tells whether there is a remote cache, whether or not it still works. */
    public boolean hasRemote() {
        return remote != null;
    }

    /** Tells whether there is a remote cache that has not failed yet: then it pays to make keys for it. */
    public boolean asksRemote() {
        RemoteUse use = remote;
        return use != null && use.isReadable();
    }

    /** Takes a blob of a remote cache, and believes nothing of it. */
    @FunctionalInterface
    public interface RemoteReader<T> {

        /**
         * Makes something of a blob.
         *
         * @throws IOException if the blob cannot be read, or is not what it should be
         */
        T read(Blob blob) throws IOException;
    }

    /**
     * Returns what a reader makes of the blob that the remote cache has under a key; empty if there is none, if it cannot
     * be had, and if the reader refuses it.
     */
    public <T> Optional<T> takeFromRemote(CacheKey key, RemoteReader<T> reader) {
        RemoteUse use = remote;
        return use == null ? Optional.empty() : use.take(key, reader);
    }

    /** Puts a blob into the remote cache, if there is one that may be written to; it may fail to. */
    public void offerToRemote(CacheKey key, Blob blob, MediaType type) {
        RemoteUse use = remote;
        if (use != null) {
            use.offer(key, blob, type);
        }
    }

    /** Returns the folder of this cache, whether or not it exists yet. */
    public Path folder() {
        return directory.root();
    }

    /**
     * Returns the blob of that digest, if it is here and as it was written; one that someone changed is dropped.
     *
     * <p>The bytes are read again only when the file is not the one that was last seen to be right.
     */
    public Optional<Blob> find(Digest digest) {
        return directory.find(digest);
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
            copy(in, out, blob.size());
            return out.commit(blob.digest());
        }
    }

    /** Writes much at once, however little there is to read each time. */
    private static void copy(InputStream in, BlobWriter out, long size) throws IOException {
        byte[] buffer = new byte[(int) Math.max(1, Math.min(size, COPY_BUFFER_SIZE))];
        for (int read = in.readNBytes(buffer, 0, buffer.length);
                read > 0;
                read = in.readNBytes(buffer, 0, buffer.length)) {
            out.write(buffer, 0, read);
        }
    }

    /** Returns a blob that is fetched from its source and kept here when it is first opened. */
    public Blob caching(Blob source) {
        return new CachingBlob(this, source);
    }

    /** Returns the cache that keeps a blob when it is opened, if {@link #caching} made it. */
    public static Optional<BlobCache> behind(Blob blob) {
        return blob instanceof CachingBlob caching ? Optional.of(caching.cache()) : Optional.empty();
    }

    /**
     * Returns the file in which a blob of a cache lies, for reading it at any place; empty for a blob of no cache.
     *
     * <p>The file is the cache's: it stays for as long as this JVM runs, and must not be changed.
     */
    public static Optional<Path> fileOf(Blob blob) {
        return blob instanceof KeptBlob kept ? Optional.of(kept.file()) : Optional.empty();
    }

    /**
     * Starts a blob whose digest is not known yet; the caller closes the writer.
     *
     * @throws IOException if neither the cache nor the temporary folder can be written
     */
    public BlobWriter newBlob() throws IOException {
        return directory.newBlob();
    }

    /** Returns what was remembered under a key; empty as well when it cannot be read. */
    public Optional<String> recall(CacheKey key) {
        return directory.readNote(key);
    }

    /**
     * Returns what was remembered under a key from which the text follows, as {@link #recall} does; once seen, it is not
     * read again.
     */
    public Optional<String> recallUnchanging(CacheKey key) {
        return directory.readUnchangingNote(key);
    }

    /** Remembers a text under a key, for every process; a cache that cannot be written forgets it. */
    public void remember(CacheKey key, String text) {
        directory.writeNote(key, text);
    }

    @Override
    public String toString() {
        return "BlobCache[" + folder() + "]";
    }
}
