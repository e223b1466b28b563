package dev.dockdash.testregistry;

import dev.dockdash.internal.http.HeaderFields;
import dev.dockdash.internal.http.HttpExchange;
import dev.dockdash.internal.http.HttpHandler;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Translates between the HTTP server and a {@link Handler}. */
final class ExchangeAdapter implements HttpHandler {

    private static final System.Logger LOGGER = System.getLogger(ExchangeAdapter.class.getName());

    private static final HeaderFields.Field API_VERSION =
            new HeaderFields.Field("Docker-Distribution-API-Version", "registry/2.0");

    private final Handler handler;
    private final RequestLog log;
    private final InFlight inFlight;

    ExchangeAdapter(Handler handler, RequestLog log, InFlight inFlight) {
        this.handler = handler;
        this.log = log;
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

    private void serve(HttpExchange exchange, Handler answering) throws IOException {
        Request request = new Request(exchange, log);
        Recording recording = request.recording();
        try (Response response = answering.handle(request)) {
            recording.answering(response.status());
            exchange.answer(
                    response.status(),
                    fields(response),
                    response.length(),
                    new CountedContent(response.content(), recording),
                    recording::publish);
        } catch (RefusedException e) {
            LOGGER.log(System.Logger.Level.WARNING, () -> request + ": a refusal was not answered", e);
        } finally {
            recording.publish();
        }
    }

    private static HeaderFields fields(Response response) {
        List<HeaderFields.Field> fields = new ArrayList<>();
        fields.add(API_VERSION);
        response.headers().forEach(header -> fields.add(new HeaderFields.Field(header.name(), header.value())));
        return new HeaderFields(fields);
    }

    /** Tells the recording what goes out. */
    private static final class CountedContent extends FilterInputStream {

        private final Recording recording;

        CountedContent(InputStream content, Recording recording) {
            super(content);
            this.recording = recording;
        }

        @Override
        public int read(byte[] buffer, int offset, int size) throws IOException {
            int read = super.read(buffer, offset, size);
            recording.sending(Math.max(0, read));
            return read;
        }
    }
}
