package dev.dockdash.internal.concurrent;

import java.security.MessageDigest;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A hash that is made by a thread that is free, while the caller gets more bytes; what no thread did, the caller does.
 *
 * <p>The first bytes are hashed at once. What comes after them is copied, into a fixed number of buffers. Used by one
 * thread at a time.
 */
public final class BackgroundDigest extends MessageDigest {

    /** Below this, to wake another thread takes longer than it saves. */
    private static final int AT_ONCE = 1 << 20;

    /** Below half of G1's smallest regions: what is larger takes whole ones. */
    private static final int BUFFER_SIZE = 384 * 1024;

    private static final int BUFFERS = 4;

    private final Executor helpers;

    /** For the hash, and so that buffers are hashed in their order. */
    private final Lock hashing = new ReentrantLock();

    private final MessageDigest hash;
    private final Queue<Buffer> filled = new ConcurrentLinkedQueue<>();
    private final Queue<Buffer> hashed = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean helped = new AtomicBoolean();
    private @Nullable Buffer current;
    private int buffers;
    private long count;

    /** Bytes on their way to the hash. */
    private static final class Buffer {

        private final byte[] bytes = new byte[BUFFER_SIZE];
        private int length;

        int add(byte[] source, int offset, int most) {
            int added = Math.min(most, bytes.length - length);
            System.arraycopy(source, offset, bytes, length, added);
            length += added;
            return added;
        }

        boolean isFull() {
            return length == bytes.length;
        }
    }

    /**
     * Wraps a hash.
     *
     * @param hash what makes it, used by nobody else from now on
     */
    public BackgroundDigest(MessageDigest hash) {
        this(hash, WorkerThreads.shared());
    }

    BackgroundDigest(MessageDigest hash, Executor helpers) {
        super(hash.getAlgorithm());
        this.hash = hash;
        this.helpers = helpers;
    }

    @Override
    protected void engineUpdate(byte input) {
        engineUpdate(new byte[] {input}, 0, 1);
    }

    @Override
    protected void engineUpdate(byte[] bytes, int offset, int length) {
        count += length;
        if (count <= AT_ONCE) {
            hash.update(bytes, offset, length);
            return;
        }
        int done = 0;
        while (done < length) {
            Buffer buffer = buffer();
            done += buffer.add(bytes, offset + done, length - done);
            if (buffer.isFull()) {
                hashSoon(buffer);
            }
        }
    }

    private Buffer buffer() {
        Buffer buffer = current;
        while (buffer == null) {
            buffer = buffers < BUFFERS ? newBuffer() : hashed.poll();
            if (buffer == null) {
                hashNext();
            }
        }
        current = buffer;
        return buffer;
    }

    private Buffer newBuffer() {
        buffers++;
        return new Buffer();
    }

    private void hashSoon(Buffer buffer) {
        current = null;
        filled.add(buffer);
        if (helped.compareAndSet(false, true)) {
            helpers.execute(this::help);
        }
    }

    private void help() {
        boolean more = true;
        while (more) {
            more = hashNext();
        }
        helped.set(false);
    }

    private boolean hashNext() {
        hashing.lock();
        try {
            Buffer next = filled.poll();
            if (next == null) {
                return false;
            }
            hash.update(next.bytes, 0, next.length);
            next.length = 0;
            hashed.add(next);
            return true;
        } finally {
            hashing.unlock();
        }
    }

    /** Waits until all that was added is hashed, and gives the buffers back; more may be added. */
    public void settle() {
        Buffer last = current;
        if (last != null) {
            current = null;
            filled.add(last);
        }
        boolean more = true;
        while (more) {
            more = hashNext();
        }
        hashed.clear();
        buffers = 0;
    }

    @Override
    protected byte[] engineDigest() {
        settle();
        count = 0;
        return hash.digest();
    }

    @Override
    protected void engineReset() {
        engineDigest();
    }
}
