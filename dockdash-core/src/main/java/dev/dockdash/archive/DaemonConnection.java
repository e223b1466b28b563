package dev.dockdash.archive;

import dev.dockdash.internal.io.BlockInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;

/**
 * A connection whose every step has a time limit. Closing the stream closes the connection. Not thread-safe.
 *
 * <p>The channel never blocks: the sockets of the JDK that time out are not for Unix sockets.
 */
final class DaemonConnection extends BlockInputStream {

    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private final long deadline;
    private Duration patience;

    private DaemonConnection(SocketChannel channel, Duration patience, Duration inAll) throws IOException {
        this.channel = channel;
        this.patience = patience;
        this.deadline = System.nanoTime() + inAll.toNanos();
        this.selector = Selector.open();
        channel.configureBlocking(false);
        this.key = channel.register(selector, 0);
    }

    /**
     * Connects.
     *
     * @param toConnect how long that may take
     * @param patience how long the other side may be silent later
     * @param inAll how long everything may take
     * @throws IOException if nobody listens there, or does not answer in time
     */
    static DaemonConnection open(SocketAddress address, Duration toConnect, Duration patience, Duration inAll)
            throws IOException {
        SocketChannel channel = address instanceof UnixDomainSocketAddress
                ? SocketChannel.open(StandardProtocolFamily.UNIX)
                : SocketChannel.open();
        try {
            DaemonConnection connection = new DaemonConnection(channel, toConnect, inAll);
            try {
                connection.connect(address);
            } catch (IOException | RuntimeException e) {
                connection.close();
                throw e;
            }
            connection.patience = patience;
            return connection;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private void connect(SocketAddress address) throws IOException {
        try {
            boolean connected = channel.connect(address);
            while (!connected) {
                await(SelectionKey.OP_CONNECT);
                connected = channel.finishConnect();
            }
        } catch (UnresolvedAddressException e) {
            throw new UnknownHostException("its host is unknown");
        }
    }

    /** Sends bytes. */
    void send(byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            if (channel.write(buffer) == 0) {
                await(SelectionKey.OP_WRITE);
            }
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
        int read = channel.read(buffer);
        while (read == 0) {
            await(SelectionKey.OP_READ);
            read = channel.read(buffer);
        }
        requireTime();
        return read;
    }

    private void await(int operation) throws IOException {
        key.interestOps(operation);
        long end = Math.min(deadline, System.nanoTime() + patience.toNanos());
        while (true) {
            // Rounded up: less than a millisecond is left, not none.
            long millis = (end - System.nanoTime() + 999_999) / 1_000_000;
            selector.selectedKeys().clear();
            if (millis > 0 && selector.select(millis) > 0) {
                return;
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("interrupted");
            }
            requireTime();
            if (millis <= 0) {
                throw new SocketTimeoutException("no answer within " + patience.toMillis() / 1000.0 + " s");
            }
        }
    }

    private void requireTime() throws SocketTimeoutException {
        if (System.nanoTime() - deadline >= 0) {
            throw new SocketTimeoutException("the answer took too long in all");
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            selector.close();
        }
    }
}
