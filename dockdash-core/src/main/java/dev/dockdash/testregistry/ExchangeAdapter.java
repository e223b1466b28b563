package dev.dockdash.testregistry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

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
    private final RequestLog log;

    ExchangeAdapter(Handler handler, RequestLog log, InFlight inFlight) {
        this.handler = handler;
        this.log = log;
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

    private void serve(HttpExchange exchange, Handler handler) {
        Request request = new Request(exchange, log);
        try (Response response = handler.handle(request)) {
            send(exchange, request, response);
        } catch (IOException | RefusedException e) {
            LOGGER.log(System.Logger.Level.DEBUG, () -> request + ": the connection ends here", e);
        } finally {
            request.recording().publish();
        }
    }

    private static void send(HttpExchange exchange, Request request, Response response) throws IOException {
        exchange.getResponseHeaders().set("Docker-Distribution-API-Version", "registry/2.0");
        response.headers().forEach(header -> exchange.getResponseHeaders().add(header.name(), header.value()));
        boolean restIsLong = !readShortRest(request.body());
        if (restIsLong) {
            exchange.getResponseHeaders().set("Connection", "close");
        }
        request.recording().answering(response.status());
        if (request.method().equals("HEAD")) {
            exchange.getResponseHeaders().putIfAbsent("Content-Length", List.of(Long.toString(response.length())));
            sendHead(exchange, request, response);
        } else if (response.length() == 0) {
            sendHead(exchange, request, response);
        } else {
            exchange.sendResponseHeaders(response.status(), response.length());
            copy(response, exchange.getResponseBody(), request.recording());
            if (restIsLong) {
                request.body().discard(LONGEST_REST);
            }
        }
    }

    private static void sendHead(HttpExchange exchange, Request request, Response response) throws IOException {
        request.recording().publish();
        exchange.sendResponseHeaders(response.status(), -1);
    }

    /** Returns whether the request is read to its end now. */
    private static boolean readShortRest(RequestBody body) throws ClientGoneException {
        if (!body.isConsumed() && body.length().orElse(Long.MAX_VALUE) <= SHORT_REST) {
            body.discard(SHORT_REST);
        }
        return body.isConsumed();
    }

    /** What was written goes out at once: the next piece may take its time, or never come. */
    private static void copy(Response response, OutputStream out, Recording recording) throws IOException {
        InputStream in = response.content();
        byte[] buffer = new byte[(int) Math.min(BUFFER_SIZE, response.length())];
        long left = response.length();
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new IOException("The content ended " + left + " bytes before its length of " + response.length());
            }
            left -= read;
            recording.sending(read);
            if (left == 0) {
                recording.publish();
            }
            out.write(buffer, 0, read);
            out.flush();
        }
    }
}
