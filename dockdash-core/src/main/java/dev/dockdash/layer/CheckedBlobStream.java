package dev.dockdash.layer;

import dev.dockdash.blob.Blob;
import dev.dockdash.blob.BlobMismatchException;
import dev.dockdash.internal.io.BlockInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a blob, given out step by step, each when its hash was checked. They are read a few steps ahead, so that
 * another thread that has nothing else to do can hash them; what nobody did is done when it is needed.
 *
 * <p>Not thread-safe but for {@link #help}.
 */
final class CheckedBlobStream extends BlockInputStream {

    private static final int STEPS_AHEAD = 4;

    private final Blob blob;
    private final InputStream source;
    private final PrefixHashes.Check check;
    private final int stepsAhead;
    private final Deque<Step> ahead = new ArrayDeque<>();

    /** For the hash, and what is still to be hashed. */
    private final Lock hashing = new ReentrantLock();

    private final RunningHash hash;
    private final Deque<Step> unhashed = new ArrayDeque<>();

    private Step current = new Step(new byte[0], 0);
    private int position;
    private int steps;
    private long size;
    private boolean ended;
    private @Nullable IOException failure;

    /** Bytes, and the hash of the blob up to their end when somebody made it. */
    private static final class Step {

        private final byte[] bytes;
        private final int length;
        private byte @Nullable [] hash;

        Step(byte[] bytes, int length) {
            this.bytes = bytes;
            this.length = length;
        }
    }

    private CheckedBlobStream(Blob blob, PrefixHashes.Check check, int stepsAhead) throws IOException {
        this.blob = blob;
        this.check = check;
        this.stepsAhead = stepsAhead;
        this.hash = new RunningHash(blob.digest().algorithm());
        this.source = blob.openUnverified();
    }

    /**
     * Opens a blob.
     *
     * @param check what its hashes are checked by
     * @param helped whether there is another thread that may help
     */
    static CheckedBlobStream open(Blob blob, PrefixHashes.Check check, boolean helped) throws IOException {
        return new CheckedBlobStream(blob, check, helped ? STEPS_AHEAD : 1);
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
        if (failure != null) {
            throw failure;
        }
        try {
            fill();
            Step next = ahead.peek();
            if (next == null) {
                check.end(size, hash.soFar());
                return false;
            }
            check.step(steps, hashOf(next));
            steps++;
            current = ahead.remove();
            return true;
        } catch (BlobMismatchException e) {
            failure = confirmed(e);
            throw failure;
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    /** Reads ahead, first into the buffer of the step that is used up. */
    private void fill() throws IOException {
        byte[] used = current.bytes;
        current = new Step(new byte[0], 0);
        position = 0;
        while (!ended && ahead.size() < stepsAhead) {
            // One more than there should be, to see the end at once.
            int room = (int) Math.max(1, Math.min(PrefixHashes.STEP, blob.size() - size + 1));
            byte[] bytes = used.length == room ? used : new byte[room];
            used = current.bytes;
            int length = source.readNBytes(bytes, 0, room);
            size += length;
            ended = length < room;
            if (length > 0) {
                add(new Step(bytes, length));
            }
        }
    }

    private void add(Step step) {
        ahead.add(step);
        hashing.lock();
        try {
            unhashed.add(step);
        } finally {
            hashing.unlock();
        }
    }

    /** Hashes a step that was read ahead, if there is one and nobody else does so; any thread may call this. */
    boolean help() {
        if (!hashing.tryLock()) {
            return false;
        }
        try {
            return hashNext();
        } finally {
            hashing.unlock();
        }
    }

    private byte[] hashOf(Step step) {
        hashing.lock();
        try {
            byte[] known = step.hash;
            while (known == null && hashNext()) {
                known = step.hash;
            }
            return Objects.requireNonNull(known, "hash");
        } finally {
            hashing.unlock();
        }
    }

    private boolean hashNext() {
        Step next = unhashed.poll();
        if (next == null) {
            return false;
        }
        hash.update(next.bytes, 0, next.length);
        next.hash = hash.soFar();
        return true;
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
