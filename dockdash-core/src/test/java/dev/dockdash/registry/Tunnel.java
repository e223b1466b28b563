package dev.dockdash.registry;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/** Passes connections on to a port of this machine: either the end of TLS, or a proxy that wants to know who asks. */
final class Tunnel implements AutoCloseable {

    private static final Pattern AUTHORIZATION = Pattern.compile("(?i)\r\nProxy-Authorization: ");

    private final ServerSocket listener;
    private final int target;
    private final boolean isProxy;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final List<String> passed = new CopyOnWriteArrayList<>();

    private Tunnel(ServerSocket listener, int target, boolean isProxy) {
        this.listener = listener;
        this.target = target;
        this.isProxy = isProxy;
        threads.execute(this::accept);
    }

    /** Speaks TLS with clients, and passes on what they say as it is. */
    static Tunnel endOfTls(SSLContext context, int target) throws IOException {
        return new Tunnel(
                context.getServerSocketFactory().createServerSocket(0, 0, InetAddress.getLoopbackAddress()),
                target,
                false);
    }

    /** Takes CONNECT to anywhere, and leads to that port. */
    static Tunnel proxy(int target) throws IOException {
        return new Tunnel(new ServerSocket(0, 0, InetAddress.getLoopbackAddress()), target, true);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Returns the heads of the requests to the proxy itself. */
    List<String> heads() {
        return List.copyOf(heads);
    }

    /** Returns what clients sent through, each byte as one character. */
    String passed() {
        return String.join("", passed);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                // The tunnel is closed.
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
            if (isProxy && !connect(client)) {
                return;
            }
            threads.execute(() -> pump(server, client, text -> {}));
            pump(client, server, passed::add);
        } catch (IOException e) {
            // One of the two has gone.
        }
    }

    private boolean connect(Socket client) throws IOException {
        while (true) {
            String head = head(client.getInputStream());
            heads.add(head);
            boolean known = AUTHORIZATION.matcher(head).find();
            client.getOutputStream()
                    .write((known
                                    ? "HTTP/1.1 200 OK\r\n\r\n"
                                    : "HTTP/1.1 407 Who?\r\nProxy-Authenticate: Basic realm=\"p\"\r\nContent-Length: 0\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            if (known) {
                return head.startsWith("CONNECT ");
            }
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("The client has gone");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static void pump(Socket from, Socket to, Consumer<String> seen) {
        byte[] buffer = new byte[8192];
        try {
            for (int read = from.getInputStream().read(buffer);
                    read >= 0;
                    read = from.getInputStream().read(buffer)) {
                seen.accept(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
                to.getOutputStream().write(buffer, 0, read);
            }
            to.close();
        } catch (IOException e) {
            // One of the two has gone, and so does the other.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }
}
