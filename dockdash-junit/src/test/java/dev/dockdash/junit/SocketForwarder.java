package dev.dockdash.junit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** A port of the loopback address that leads to a Unix socket, as engines offer one to other machines. */
final class SocketForwarder implements AutoCloseable {

    private static final int BUFFER_SIZE = 64 * 1024;

    private final ServerSocketChannel server;
    private final SocketAddress target;

    private SocketForwarder(ServerSocketChannel server, SocketAddress target) {
        this.server = server;
        this.target = target;
    }

    static SocketForwarder to(SocketAddress target) throws IOException {
        ServerSocketChannel server =
                ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        SocketForwarder forwarder = new SocketForwarder(server, target);
        start(forwarder::accept);
        return forwarder;
    }

    int port() throws IOException {
        return ((InetSocketAddress) server.getLocalAddress()).getPort();
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "socket-forwarder");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel client = server.accept();
                SocketChannel engine = SocketChannel.open(StandardProtocolFamily.UNIX);
                engine.connect(target);
                start(() -> copy(client, engine));
                start(() -> copy(engine, client));
            }
        } catch (IOException e) {
            // Closed, or the engine is gone: the test fails by what it misses.
        }
    }

    private static void copy(SocketChannel from, SocketChannel to) {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_SIZE);
        try {
            while (from.read(buffer) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                }
                buffer.clear();
            }
            to.shutdownOutput();
        } catch (IOException e) {
            closeQuietly(from);
            closeQuietly(to);
        }
    }

    private static void closeQuietly(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // Nothing more is to be had of it.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
