package dev.dockdash.testregistry;

import dev.dockdash.internal.http.HttpServer;
import dev.dockdash.internal.http.ServerTls;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** The way in: an HTTP server on a free port of the loopback address, with daemon threads only. */
final class HttpTransport {

    private static final System.Logger LOGGER = System.getLogger(HttpTransport.class.getName());

    private final HttpServer server;
    private final InFlight inFlight;

    private HttpTransport(HttpServer server, InFlight inFlight) {
        this.server = server;
        this.inFlight = inFlight;
    }

    /** Starts to serve requests with that handler, over TLS if it says how. */
    static HttpTransport start(Handler handler, RequestLog log, Optional<ServerTls> tls) throws IOException {
        InFlight inFlight = new InFlight();
        return new HttpTransport(HttpServer.start(new ExchangeAdapter(handler, log, inFlight), tls), inFlight);
    }

    int port() {
        return server.port();
    }

    /** Refuses new requests, waits for the running ones but not longer than {@code timeout}, and stops. */
    void stop(Duration timeout) {
        try {
            server.refuseMore();
            inFlight.close(timeout);
            server.stop();
        } catch (IOException e) {
            LOGGER.log(System.Logger.Level.DEBUG, "A connection could not be closed", e);
        }
    }
}
