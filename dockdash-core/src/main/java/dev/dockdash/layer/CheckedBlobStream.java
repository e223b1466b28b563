package dev.dockdash.layer;

import dev.dockdash.blob.Blob;
import dev.dockdash.blob.BlobMismatchException;
import dev.dockdash.internal.io.BlockInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a blob, given out step by step, each when its hash was checked. Another thread that has nothing else to do
 * can read and hash the next steps; what nobody did is done when it is needed.
 *
 * <p>Not thread-safe but for {@link #help}.
 */
final class CheckedBlobStream extends BlockInputStream {

    /** How many steps wait for their reader at most. */
    private static final int STEPS_AHEAD = 3;

    private static final Step NONE = new Step(new byte[0], 0, new byte[0], 0, null);

    private final Blob blob;
    private final PrefixHashes.Check check;
    private final Queue<Step> ahead = new ConcurrentLinkedQueue<>();
    private final Queue<byte[]> used = new ConcurrentLinkedQueue<>();

    /** For the source, the hash and how far they are. */
    private final Lock reading = new ReentrantLock();

    private final InputStream source;
    private final RunningHash hash;
    private long size;
    private boolean ended;

    private Step current = NONE;
    private int position;
    private int steps;
    private @Nullable Throwable failure;

    /** The bytes that were read at once; none at the end, or when they could not be read. */
    private static final class Step {

        private final byte[] bytes;
        private final int length;

        /** That of the blob up to the end of the bytes. */
        private final byte[] hash;

        /** How many bytes of the blob there are up to their end. */
        private final long end;

        private final @Nullable Throwable failure;

        Step(byte[] bytes, int length, byte[] hash, long end, @Nullable Throwable failure) {
            this.bytes = bytes;
            this.length = length;
            this.hash = hash;
            this.end = end;
            this.failure = failure;
        }
    }

    /**
     * Opens a blob.
     *
     * @param check what its hashes are checked by
     */
    CheckedBlobStream(Blob blob, PrefixHashes.Check check) throws IOException {
        this.blob = blob;
        this.check = check;
        this.hash = new RunningHash(blob.digest().algorithm());
        this.source = blob.openUnverified();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (position == current.length && !next()) {
            return -1;
        }
        int count = Math.min(length, current.length - position);
        System.arraycopy(current.bytes, position, buffer, offset, count);
        position += count;
        return count;
    }

    /** Goes on to the next step, if there is one; after a failure there is none but that. */
    private boolean next() throws IOException {
        Failures.throwIfAny(failure);
        Step next = take();
        failure = next.failure;
        try {
            Failures.throwIfAny(failure);
            if (next.length == 0) {
                check.end(next.end, next.hash);
                return false;
            }
            check.step(steps, next.hash);
            steps++;
            current = next;
            return true;
        } catch (BlobMismatchException e) {
            IOException confirmed = confirmed(e);
            failure = confirmed;
            throw confirmed;
        }
    }

    private Step take() {
        used.add(current.bytes);
        current = NONE;
        position = 0;
        Step next = ahead.poll();
        if (next != null) {
            return next;
        }
        reading.lock();
        try {
            next = ahead.poll();
            return next == null ? readNext() : next;
        } finally {
            reading.unlock();
        }
    }

    /** Reads and hashes a step ahead, if there is one to read and nobody else does so; any thread may call this. */
    boolean help() {
        // An interrupt may close what is read from, though this thread asked for none of it.
        if (Thread.currentThread().isInterrupted() || !reading.tryLock()) {
            return false;
        }
        try {
            if (ended || ahead.size() == STEPS_AHEAD) {
                return false;
            }
            ahead.add(readNext());
            return true;
        } finally {
            reading.unlock();
        }
    }

    /** Reads and hashes a step. Whatever goes wrong is for who reads it, and is the end, as is the end of the blob. */
    private Step readNext() {
        if (ended) {
            return new Step(NONE.bytes, 0, hash.soFar(), size, null);
        }
        try {
            // One more than there should be, to see the end at once.
            int room = (int) Math.max(1, Math.min(PrefixHashes.STEP, blob.size() - size + 1));
            byte[] bytes = used.poll();
            if (bytes == null || bytes.length != room) {
                bytes = new byte[room];
            }
            int length = source.readNBytes(bytes, 0, room);
            ended = length < room;
            size += length;
            hash.update(bytes, 0, length);
            return new Step(bytes, length, hash.soFar(), size, null);
        } catch (IOException | RuntimeException | Error e) {
            ended = true;
            return new Step(NONE.bytes, 0, NONE.hash, size, e);
        }
    }

    /** The blob itself knows best where its bytes are, and is removed from a cache when it finds that they are others. */
    private IOException confirmed(BlobMismatchException found) {
        try (InputStream verified = blob.open()) {
            verified.transferTo(OutputStream.nullOutputStream());
        } catch (BlobMismatchException e) {
            return e;
        } catch (IOException e) {
            found.addSuppressed(e);
        }
        return found;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
