package dev.dockdash.layer;

import dev.dockdash.blob.Blob;
import dev.dockdash.blob.BlobMismatchException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a blob, given out step by step, each when its hash was checked. They are hashed in another thread, a few
 * steps ahead, while what was given out is decompressed.
 *
 * <p>Not thread-safe.
 */
final class CheckedBlobStream extends InputStream {

    private static final int STEPS_AHEAD = 4;

    private final Blob blob;
    private final InputStream source;
    private final PrefixHashes.Check check;
    private final Executor hasher;
    private final int stepsAhead;
    private final RunningHash hash;
    private final Deque<Step> ahead = new ArrayDeque<>();
    private Step current = Step.NONE;
    private int position;
    private int steps;
    private long size;
    private boolean ended;
    private @Nullable IOException failure;

    /** Bytes, and the hash of the blob up to their end. */
    private static final class Step {

        static final Step NONE = new Step(new byte[0], 0, CompletableFuture.completedFuture(new byte[0]));

        private final byte[] bytes;
        private final int length;
        private final CompletableFuture<byte[]> hash;

        Step(byte[] bytes, int length, CompletableFuture<byte[]> hash) {
            this.bytes = bytes;
            this.length = length;
            this.hash = hash;
        }
    }

    private CheckedBlobStream(Blob blob, PrefixHashes.Check check, Executor hasher, int stepsAhead) throws IOException {
        this.blob = blob;
        this.check = check;
        this.hasher = hasher;
        this.stepsAhead = stepsAhead;
        this.hash = new RunningHash(blob.digest().algorithm());
        this.source = blob.openUnverified();
    }

    /**
     * Opens a blob.
     *
     * @param check what its hashes are checked by
     * @param threads whether so much is to be read that another thread is worth its while
     */
    static CheckedBlobStream open(Blob blob, PrefixHashes.Check check, boolean threads) throws IOException {
        return threads
                ? new CheckedBlobStream(blob, check, LayerThreads.hashing(), STEPS_AHEAD)
                : new CheckedBlobStream(blob, check, Runnable::run, 1);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
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
            // It stays the next one if the wait is interrupted.
            check.step(steps, await(next.hash));
            steps++;
            current = ahead.remove();
            return true;
        } catch (BlobMismatchException e) {
            failure = confirmed(e);
            throw failure;
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    /** Reads ahead, first into the buffer of the step that is used up. */
    private void fill() throws IOException {
        byte[] used = current.bytes;
        current = Step.NONE;
        position = 0;
        while (!ended && ahead.size() < stepsAhead) {
            // One more than there should be, to see the end at once.
            int room = (int) Math.max(1, Math.min(PrefixHashes.STEP, blob.size() - size + 1));
            byte[] bytes = used.length == room ? used : new byte[room];
            used = Step.NONE.bytes;
            int length = source.readNBytes(bytes, 0, room);
            size += length;
            ended = length < room;
            if (length > 0) {
                Step last = ahead.isEmpty() ? current : ahead.getLast();
                ahead.add(new Step(bytes, length, last.hash.thenApplyAsync(before -> hash(bytes, length), hasher)));
            }
        }
    }

    private byte[] hash(byte[] bytes, int length) {
        hash.update(bytes, 0, length);
        return hash.soFar();
    }

    private static byte[] await(CompletableFuture<byte[]> hash) throws IOException {
        try {
            return hash.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while a layer was read");
        } catch (ExecutionException e) {
            throw new IllegalStateException("A layer could not be hashed", e.getCause());
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
