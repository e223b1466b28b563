package dev.dockdash.registry;

import dev.dockdash.oci.Digest;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A registry that takes everything and keeps nothing, but answers the first upload before its body was read. */
final class HastyServer implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("(?i)\r\nContent-Length: ([0-9]+)");

    private final ServerSocket listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicBoolean answered = new AtomicBoolean();
    private final List<Long> received = new CopyOnWriteArrayList<>();
    private final String answer;
    private final Afterwards afterwards;

    /** What it does with the rest of the body. */
    enum Afterwards {
        /** Reads it, as servers do that want their answer to be seen. */
        READS,
        /** Closes the connection, which resets it. */
        CLOSES
    }

    private HastyServer(String answer, Afterwards afterwards) throws IOException {
        this.answer = answer;
        this.afterwards = afterwards;
        threads.execute(this::accept);
    }

    /** Starts a server that answers the first upload with this status and these headers. */
    static HastyServer start(String answer, Afterwards afterwards) throws IOException {
        return new HastyServer(answer, afterwards);
    }

    String hostAndPort() {
        return "localhost:" + listener.getLocalPort();
    }

    /** Returns the sizes of the uploads that were read. */
    List<Long> received() {
        return List.copyOf(received);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                // The server is closed.
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            while (serveOne(in, out)) {
                out.flush();
            }
        } catch (IOException e) {
            // The client has gone.
        }
    }

    private boolean serveOne(InputStream in, OutputStream out) throws IOException {
        String head = head(in);
        Matcher length = LENGTH.matcher(head);
        long size = length.find() && !head.startsWith("HEAD") ? Long.parseLong(length.group(1)) : 0;
        boolean upload = head.startsWith("PUT /v2/app/blobs/uploads/");
        if (upload && answered.compareAndSet(false, true)) {
            write(out, answer + "\r\nConnection: close");
            if (afterwards == Afterwards.READS) {
                in.skipNBytes(size);
            }
            return false;
        }
        if (head.startsWith("PUT /v2/app/manifests/")) {
            write(out, "201 Created\r\nDocker-Content-Digest: " + Digest.of(in.readNBytes((int) size)));
            return true;
        }
        in.skipNBytes(size);
        if (upload) {
            received.add(size);
        }
        write(out, usual(head));
        return true;
    }

    private static String usual(String head) {
        if (head.startsWith("HEAD")) {
            return "404 Not Found";
        }
        return head.startsWith("POST") ? "202 Accepted\r\nLocation: /v2/app/blobs/uploads/1" : "201 Created";
    }

    private static void write(OutputStream out, String statusAndHeaders) throws IOException {
        out.write(
                ("HTTP/1.1 " + statusAndHeaders + "\r\nContent-Length: 0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            head.append((char) next);
        }
        return head.toString();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }
}
