package dev.dockdash.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers every connection to a socket with the same bytes, once a request is there. */
final class FakeDaemon implements AutoCloseable {

    private final ServerSocketChannel server;
    private final URI endpoint;
    private final boolean hangsUp;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private FakeDaemon(ServerSocketChannel server, URI endpoint, boolean hangsUp) {
        this.server = server;
        this.endpoint = endpoint;
        this.hangsUp = hangsUp;
    }

    static FakeDaemon onUnixSocket(Path socket, byte[]... answer) throws IOException {
        ServerSocketChannel server =
                ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
        return new FakeDaemon(server, URI.create("unix://" + socket), true).start(answer);
    }

    static FakeDaemon onTcp(byte[]... answer) throws IOException {
        ServerSocketChannel server =
                ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        URI endpoint = URI.create("tcp://127.0.0.1:" + server.socket().getLocalPort());
        return new FakeDaemon(server, endpoint, true).start(answer);
    }

    /** Sends its answer, and then nothing, but keeps the connection. */
    static FakeDaemon silentAfter(Path socket, byte[]... answer) throws IOException {
        ServerSocketChannel server =
                ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
        return new FakeDaemon(server, URI.create("unix://" + socket), false).start(answer);
    }

    static byte[] head(int status, String... fields) {
        return ("HTTP/1.1 " + status + " Text\r\n" + String.join("\r\n", fields) + (fields.length > 0 ? "\r\n" : "")
                        + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] chunked(byte[] body, int size) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int start = 0; start < body.length; start += size) {
            int length = Math.min(size, body.length - start);
            out.writeBytes((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write(body, start, length);
            out.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        out.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    private FakeDaemon start(byte[]... answer) {
        Thread thread = new Thread(() -> serve(answer), "fake-daemon");
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    private void serve(byte[]... answer) {
        try {
            while (true) {
                SocketChannel connection = server.accept();
                requests.add(readHead(connection));
                send(connection, answer);
                if (hangsUp) {
                    connection.close();
                } else {
                    // Until the client goes.
                    connection.read(ByteBuffer.allocate(1));
                    connection.close();
                }
            }
        } catch (ClosedChannelException e) {
            // The test is over.
        } catch (IOException e) {
            requests.add("failed: " + e);
        }
    }

    private static void send(SocketChannel connection, byte[]... answer) {
        try {
            for (byte[] part : answer) {
                ByteBuffer buffer = ByteBuffer.wrap(part);
                while (buffer.hasRemaining()) {
                    connection.write(buffer);
                }
            }
        } catch (IOException e) {
            // A client may go before the end.
        }
    }

    private static String readHead(SocketChannel connection) throws IOException {
        StringBuilder head = new StringBuilder();
        ByteBuffer one = ByteBuffer.allocate(1);
        while (head.indexOf("\r\n\r\n") < 0 && connection.read(one.clear()) > 0) {
            head.append((char) one.get(0));
        }
        return head.toString();
    }

    URI endpoint() {
        return endpoint;
    }

    DockerDaemon daemon() {
        return DockerDaemon.at(endpoint);
    }

    List<String> requests() {
        return requests;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
