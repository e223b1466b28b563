package dev.dockdash.internal.http;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One connection with the requests that come over it, one after the other. */
final class Connection implements Runnable, AutoCloseable {

    private static final System.Logger LOGGER = System.getLogger(Connection.class.getName());

    private static final int BUFFER_SIZE = 64 * 1024;
    private static final long LONGEST_REST = 64L << 20;
    private static final int PATIENCE_MILLIS = 1_000;
    private static final int TLS_HANDSHAKE = 0x16;
    private static final int BAD_REQUEST = 400;
    private static final int INTERNAL_ERROR = 500;

    private final Socket socket;
    private final @Nullable ServerTls tls;
    private final HttpHandler handler;

    Connection(Socket socket, Optional<ServerTls> tls, HttpHandler handler) {
        this.socket = socket;
        this.tls = tls.orElse(null);
        this.handler = handler;
    }

    @Override
    public void run() {
        try (socket) {
            socket.setTcpNoDelay(true);
            int first = socket.getInputStream().read();
            if (first < 0) {
                return;
            }
            InputStream start = new ByteArrayInputStream(new byte[] {(byte) first});
            ServerTls secure = tls;
            boolean handshake = first == TLS_HANDSHAKE;
            if (secure == null) {
                serve(socket, new StartedInput(first, socket.getInputStream()), handshake ? "TLS" : "");
            } else if (handshake) {
                Socket secured = secure.over(socket, start);
                serve(secured, secured.getInputStream(), "");
            } else {
                serve(socket, new StartedInput(first, socket.getInputStream()), "plain HTTP");
            }
        } catch (IOException e) {
            LOGGER.log(System.Logger.Level.DEBUG, "A client went away", e);
        }
    }

    /** Ends whatever goes on, without an answer. */
    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void serve(Socket peer, InputStream input, String misunderstanding) throws IOException {
        InputStream in = new BufferedInputStream(input, BUFFER_SIZE);
        OutputStream out = new BufferedOutputStream(peer.getOutputStream(), BUFFER_SIZE);
        if (!misunderstanding.isEmpty()) {
            // At once: a client that gets no answer to its handshake waits many seconds before it tries the other way.
            refuse(peer, in, out, BAD_REQUEST, "A client spoke " + misunderstanding + " to a port that does not");
            return;
        }
        try {
            boolean more = true;
            while (more) {
                more = serveOne(peer, in, out);
            }
        } catch (MalformedRequestException e) {
            refuse(peer, in, out, e.status(), String.valueOf(e.getMessage()));
        }
    }

    private boolean serveOne(Socket peer, InputStream in, OutputStream out) throws IOException {
        Optional<RequestHead> head = RequestHead.read(in);
        if (head.isEmpty()) {
            return false;
        }
        HttpExchange exchange = new HttpExchange(head.get(), peer, in, out);
        try {
            handler.handle(exchange);
        } catch (RuntimeException e) {
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    head.get().method() + " " + head.get().target() + " failed",
                    e);
        }
        if (!exchange.isAnswered()) {
            refuse(peer, in, out, INTERNAL_ERROR, "The server failed");
            return false;
        }
        return exchange.isPersistent();
    }

    private static void refuse(Socket peer, InputStream in, OutputStream out, int status, String message)
            throws IOException {
        byte[] text = (message + "\n").getBytes(StandardCharsets.UTF_8);
        String head = String.join(
                "\r\n",
                List.of(
                        "HTTP/1.1 " + status + " " + ReasonPhrase.of(status),
                        "Content-Type: text/plain; charset=utf-8",
                        "Content-Length: " + text.length,
                        "Connection: close",
                        "",
                        ""));
        out.write(head.getBytes(StandardCharsets.ISO_8859_1));
        out.write(text);
        out.flush();
        peer.shutdownOutput();
        dropRest(peer, in);
    }

    /** To close with bytes unread would make the client's system throw the answer away. */
    private static void dropRest(Socket peer, InputStream in) throws IOException {
        peer.setSoTimeout(PATIENCE_MILLIS);
        long left = LONGEST_REST;
        byte[] buffer = new byte[BUFFER_SIZE];
        for (int read = in.read(buffer); read >= 0 && left > 0; read = in.read(buffer)) {
            left -= read;
        }
    }
}
