package dev.dockdash.testregistry;

import dev.dockdash.internal.http.HeaderFields;
import dev.dockdash.internal.http.HttpExchange;
import dev.dockdash.internal.http.HttpHandler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Translates between the HTTP server and a {@link Handler}. */
final class ExchangeAdapter implements HttpHandler {

    private static final System.Logger LOGGER = System.getLogger(ExchangeAdapter.class.getName());

    private static final HeaderFields.Field API_VERSION =
            new HeaderFields.Field("Docker-Distribution-API-Version", "registry/2.0");

    private final Handler handler;
    private final InFlight inFlight;

    ExchangeAdapter(Handler handler, InFlight inFlight) {
        this.handler = handler;
        this.inFlight = inFlight;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
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
    }

    private static void serve(HttpExchange exchange, Handler handler) throws IOException {
        Request request = new Request(exchange);
        try (Response response = handler.handle(request)) {
            exchange.answer(response.status(), fields(response), response.length(), response.content());
        } catch (RefusedException e) {
            LOGGER.log(System.Logger.Level.WARNING, () -> request + ": a refusal was not answered", e);
        }
    }

    private static HeaderFields fields(Response response) {
        List<HeaderFields.Field> fields = new ArrayList<>();
        fields.add(API_VERSION);
        response.headers().forEach(header -> fields.add(new HeaderFields.Field(header.name(), header.value())));
        return new HeaderFields(fields);
    }
}
