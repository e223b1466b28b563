package dev.dockdash.layer;

import dev.dockdash.internal.io.BlockInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream ahead in a thread of its own, so that decompressing goes on while the reader hashes and writes. A fixed
 * number of buffers goes round.
 *
 * <p>Used by one thread. Closing it ends the thread, then closes the source.
 */
final class ReadAhead extends BlockInputStream {

    private static final int BUFFERS = 4;
    private static final int BUFFER_SIZE = 256 * 1024;

    private final InputStream source;
    private final BooleanSupplier meanwhile;
    private final BlockingQueue<Piece> idle = new ArrayBlockingQueue<>(BUFFERS);
    private final BlockingQueue<Piece> filled = new ArrayBlockingQueue<>(BUFFERS);
    private final Thread thread = new Thread(this::readAll, "dockdash-read-ahead");
    private volatile boolean closed;
    private @Nullable Piece current;

    /**
     * Starts to read a source, which is used by the thread alone from then on.
     *
     * @param meanwhile does something of what the thread has to do, instead of waiting for it, and tells whether it did
     */
    ReadAhead(InputStream source, BooleanSupplier meanwhile) {
        this.source = source;
        this.meanwhile = meanwhile;
        for (int i = 0; i < BUFFERS; i++) {
            idle.add(new Piece());
        }
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        Piece piece = current();
        piece.throwFailure();
        if (piece.start == piece.end) {
            return -1;
        }
        int count = Math.min(length, piece.end - piece.start);
        System.arraycopy(piece.bytes, piece.start, buffer, offset, count);
        piece.start += count;
        return count;
    }

    /** Copies nothing: whoever wants a file in the middle passes over much. */
    @Override
    public long skip(long n) throws IOException {
        long left = n;
        while (left > 0) {
            Piece piece = current();
            piece.throwFailure();
            if (piece.start == piece.end) {
                break;
            }
            int count = (int) Math.min(left, piece.end - piece.start);
            piece.start += count;
            left -= count;
        }
        return Math.max(0, n - left);
    }

    /** Returns the first piece that is not used up; the last one stays. */
    private Piece current() throws IOException {
        Piece piece = current;
        if (piece == null || (piece.start == piece.end && !piece.last)) {
            if (piece != null) {
                current = null;
                idle.add(piece);
            }
            piece = take();
            current = piece;
        }
        return piece;
    }

    private Piece take() throws IOException {
        try {
            Piece next = filled.poll();
            while (next == null && meanwhile.getAsBoolean()) {
                next = filled.poll();
            }
            return next == null ? filled.take() : next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while a layer was read");
        }
    }

    private void readAll() {
        boolean last = false;
        try {
            while (!last) {
                Piece piece = idle.take();
                if (closed) {
                    return;
                }
                last = piece.fill(source);
                filled.add(piece);
            }
        } catch (InterruptedException e) {
            // Nobody but close() interrupts this thread, and then nobody waits for it.
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        current = null;
        boolean interrupted = false;
        while (thread.isAlive()) {
            Piece unused = filled.poll();
            idle.offer(unused == null ? new Piece(0) : unused);
            try {
                thread.join(1);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        source.close();
    }

    /** One buffer on its way. */
    private static final class Piece {

        private final byte[] bytes;
        private int start;
        private int end;
        private boolean last;
        private @Nullable Throwable failure;

        Piece() {
            this(BUFFER_SIZE);
        }

        Piece(int size) {
            this.bytes = new byte[size];
        }

        /** Fills the buffer and tells whether nothing comes after it; a failure comes after what was read before it. */
        boolean fill(InputStream source) {
            start = 0;
            end = 0;
            try {
                while (end < bytes.length && !last) {
                    int read = source.read(bytes, end, bytes.length - end);
                    end += Math.max(0, read);
                    last = read < 0;
                }
            } catch (IOException | RuntimeException | Error e) {
                failure = e;
                last = true;
            }
            return last;
        }

        void throwFailure() throws IOException {
            if (start < end || failure == null) {
                return;
            }
            if (failure instanceof IOException e) {
                throw e;
            }
            throw new IllegalStateException("A layer could not be read", failure);
        }
    }
}
