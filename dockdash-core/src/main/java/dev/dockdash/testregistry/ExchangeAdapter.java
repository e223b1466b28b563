package dev.dockdash.testregistry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Translates between the JDK's server and a {@link Handler}, and keeps connections well framed.
 *
 * <p>An answer may come before the request is read to its end. A short rest is then read first, so that the connection
 * lives on. Before a long rest the answer is sent, with the word that the connection will be closed, and the rest is
 * dropped behind it: to close at once would make the client's system throw the answer away.
 */
final class ExchangeAdapter implements HttpHandler {

    private static final System.Logger LOGGER = System.getLogger(ExchangeAdapter.class.getName());

    private static final int BUFFER_SIZE = 64 * 1024;
    private static final long SHORT_REST = 64 * 1024;
    private static final long LONGEST_REST = 64L << 20;

    private final Handler handler;
    private final InFlight inFlight;

    ExchangeAdapter(Handler handler, InFlight inFlight) {
        this.handler = handler;
        this.inFlight = inFlight;
    }

    @Override
    public void handle(HttpExchange exchange) {
        try {
            if (inFlight.enter()) {
                try {
                    serve(exchange, handler);
                } finally {
                    inFlight.exit();
                }
            } else {
                serve(
                        exchange,
                        request -> Response.error(503, "UNAVAILABLE", "The registry is shutting down")
                                .header("Connection", "close"));
            }
        } finally {
            exchange.close();
        }
    }

    private static void serve(HttpExchange exchange, Handler handler) {
        Request request = new Request(exchange);
        try (Response response = handler.handle(request)) {
            send(exchange, request, response);
        } catch (IOException | RefusedException e) {
            LOGGER.log(System.Logger.Level.DEBUG, () -> request + ": the client went away", e);
        }
    }

    private static void send(HttpExchange exchange, Request request, Response response) throws IOException {
        exchange.getResponseHeaders().set("Docker-Distribution-API-Version", "registry/2.0");
        response.headers().forEach(header -> exchange.getResponseHeaders().add(header.name(), header.value()));
        boolean restIsLong = !readShortRest(request.body());
        if (restIsLong) {
            exchange.getResponseHeaders().set("Connection", "close");
        }
        if (request.method().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Long.toString(response.length()));
            exchange.sendResponseHeaders(response.status(), -1);
        } else if (response.length() == 0) {
            exchange.sendResponseHeaders(response.status(), -1);
        } else {
            exchange.sendResponseHeaders(response.status(), response.length());
            OutputStream out = exchange.getResponseBody();
            copy(response.content(), out, response.length());
            out.flush();
            if (restIsLong) {
                request.body().discard(LONGEST_REST);
            }
        }
    }

    /** Returns whether the request is read to its end now. */
    private static boolean readShortRest(RequestBody body) throws ClientGoneException {
        if (!body.isConsumed() && body.length().orElse(Long.MAX_VALUE) <= SHORT_REST) {
            body.discard(SHORT_REST);
        }
        return body.isConsumed();
    }

    private static void copy(InputStream in, OutputStream out, long length) throws IOException {
        byte[] buffer = new byte[(int) Math.min(BUFFER_SIZE, length)];
        long left = length;
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new IOException("The content ended " + left + " bytes before its length of " + length);
            }
            out.write(buffer, 0, read);
            left -= read;
        }
    }
}
