package dev.dockdash.internal.http;

import java.io.IOException;

/** Answers requests; called by many threads at once. */
@FunctionalInterface
public interface HttpHandler {

    /**
     * Answers one request.
     *
     * @throws IOException if the client went away; the connection is closed
     */
    void handle(HttpExchange exchange) throws IOException;
}
