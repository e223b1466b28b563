package dev.dockdash.blob;

import dev.dockdash.oci.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * Bytes with a known digest and size, that can be opened any number of times.
 *
 * <p>Implementations are immutable and safe for use by many threads.
 */
public interface Blob {

    /** Returns the digest of the bytes. */
    Digest digest();

    /** Returns the length in bytes. */
    long size();

    /**
     * Opens the bytes from their start; the caller closes the stream.
     *
     * <p>Whoever reads to the end has read what {@link #digest()} and {@link #size()} say: a source that turns out to
     * hold anything else ends in a {@link BlobMismatchException} instead of the end of the stream.
     *
     * @throws IOException if the bytes cannot be had
     */
    InputStream open() throws IOException;

    /**
     * Opens the bytes likewise, but need not verify them: for readers that do it on their own, such as before the end. The
     * caller closes the stream.
     *
     * @throws IOException if the bytes cannot be had
     */
    default InputStream openUnverified() throws IOException {
        return open();
    }

    /** Returns a blob of a copy of these bytes, named by their SHA-256. */
    static Blob of(byte[] bytes) {
        return new MemoryBlob(bytes.clone());
    }

    /**
     * Returns a blob whose bytes lie in a file; nothing is read before it is opened.
     *
     * @throws IllegalArgumentException if the size is negative
     */
    static Blob file(Path file, Digest digest, long size) {
        return new FileBlob(file, digest, size);
    }
}
