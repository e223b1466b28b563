package dev.dockdash.cache;

import dev.dockdash.blob.Blob;
import dev.dockdash.internal.io.BlockInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A blob that is being written: what is there of it can be read already, though nobody knows its digest yet.
 *
 * <p>Thread-safe; each stream is read by one thread.
 */
public final class GrowingBlob {

    private Path file;
    private long size;
    private boolean givenUp;
    private @Nullable Blob completed;

    GrowingBlob(Path file) {
        this.file = file;
    }

    /** Puts the finished file where it belongs. */
    @FunctionalInterface
    interface Move {
        /** Returns the blob in its place. */
        KeptBlob run() throws IOException;
    }

    /**
     * Returns a stream from the first byte on, which the caller closes. It waits for bytes that are not written yet, and
     * ends where the blob does. Another thread may close it, which ends the waiting.
     *
     * @throws IOException if the file cannot be opened, or the writing was given up; the stream throws it for that as well
     */
    public synchronized InputStream open() throws IOException {
        requireWanted();
        return new Following(FileChannel.open(file, StandardOpenOption.READ));
    }

    /** Returns the blob when it is complete, and empty before. */
    public synchronized Optional<Blob> completed() {
        return Optional.ofNullable(completed);
    }

    synchronized void grewTo(long newSize) {
        size = newSize;
        notifyAll();
    }

    /** The file is moved while no stream is opened: it would look for it where it is no more. */
    synchronized KeptBlob complete(Move move) throws IOException {
        KeptBlob blob = move.run();
        file = blob.file();
        completed = blob;
        notifyAll();
        return blob;
    }

    synchronized void giveUp() {
        givenUp = true;
        notifyAll();
    }

    /** Waits for more than a stream has read, and returns how many bytes there are; as many if there will be no more. */
    private synchronized long awaitMoreFor(Following stream) throws IOException {
        try {
            while (size == stream.position && completed == null) {
                requireWanted();
                if (!stream.channel.isOpen()) {
                    throw new ClosedChannelException();
                }
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while a blob was written");
        }
        return size;
    }

    private void requireWanted() throws IOException {
        if (givenUp) {
            throw new IOException("Reading a blob while it was written: the writing was given up");
        }
    }

    /** Reads the file behind its writer. */
    private final class Following extends BlockInputStream {

        private final FileChannel channel;
        private long position;

        Following(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, buffer.length);
            if (length == 0) {
                return 0;
            }
            long end = awaitMoreFor(this);
            if (end == position) {
                return -1;
            }
            int count = channel.read(ByteBuffer.wrap(buffer, offset, (int) Math.min(length, end - position)), position);
            if (count < 0) {
                throw new IOException("Reading a blob while it was written: expected " + end
                        + " bytes but its file ends at " + position);
            }
            position += count;
            return count;
        }

        @Override
        public void close() throws IOException {
            channel.close();
            synchronized (GrowingBlob.this) {
                GrowingBlob.this.notifyAll();
            }
        }
    }
}
