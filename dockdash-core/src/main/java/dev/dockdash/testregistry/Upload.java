package dev.dockdash.testregistry;

import dev.dockdash.internal.concurrent.BackgroundDigest;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.DigestAlgorithm;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A blob on its way in: bytes are hashed as they are written, and each byte that arrived counts even if the connection
 * is cut behind it.
 *
 * <p>One thread at a time may write, the one that holds the {@linkplain #tryLock lock}; any may ask for the size.
 */
final class Upload {

    private static final int BUFFER_SIZE = 64 * 1024;

    private final Path file;
    private final ReentrantLock lock = new ReentrantLock();
    private DigestAlgorithm algorithm;
    private BackgroundDigest hash;
    private volatile long size;

    /** Starts with an empty file, which whoever finishes or drops the upload moves or deletes. */
    Upload(Path file, DigestAlgorithm algorithm) {
        this.file = file;
        this.algorithm = algorithm;
        this.hash = new BackgroundDigest(algorithm.newMessageDigest());
    }

    Path file() {
        return file;
    }

    /** Returns the number of bytes that have arrived. */
    long size() {
        return size;
    }

    /**
     * Returns the Range header for {@code size} bytes that have arrived.
     *
     * <p>The form has no way to say "none": like the registries that clients know, this one then says {@code 0-0}.
     */
    static String range(long size) {
        return "0-" + Math.max(0, size - 1);
    }

    /** Waits a while for other writers of this upload; {@code false} if one is still at work. */
    boolean tryLock(long timeout, TimeUnit unit) throws IOException {
        try {
            return lock.tryLock(timeout, unit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while another request writes the same upload", e);
        }
    }

    void unlock() {
        lock.unlock();
    }

    /** Appends all that the stream has; what was read before a failure stays. */
    void append(InputStream in) throws IOException {
        byte[] buffer = new byte[BUFFER_SIZE];
        long position = size;
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
                hash.update(buffer, 0, read);
                position += read;
                size = position;
            }
        } finally {
            hash.settle();
        }
    }

    /** Drops what lies behind the first {@code newSize} bytes. */
    void truncate(long newSize) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(newSize);
        }
        size = newSize;
        rehash(algorithm);
    }

    /** Hashes with that algorithm from now on; what has arrived already is read once more if it was another. */
    void hashWith(DigestAlgorithm wanted) throws IOException {
        if (wanted != algorithm) {
            rehash(wanted);
        }
    }

    /** Returns the digest of all bytes, after which nothing may be appended. */
    Digest digest() {
        return Digest.of(algorithm, hash);
    }

    private void rehash(DigestAlgorithm wanted) throws IOException {
        algorithm = wanted;
        hash = new BackgroundDigest(wanted.newMessageDigest());
        byte[] buffer = new byte[BUFFER_SIZE];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                hash.update(buffer, 0, read);
            }
        } finally {
            hash.settle();
        }
    }
}
