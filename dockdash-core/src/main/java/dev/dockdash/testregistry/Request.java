package dev.dockdash.testregistry;

import dev.dockdash.internal.http.HeaderFields;
import dev.dockdash.internal.http.HttpExchange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A request as a client sent it; belongs to the thread that serves it. */
final class Request {

    private final HttpExchange exchange;
    private final RequestBody body;
    private final Recording recording;
    private Predicate<RepositoryName> readable = repository -> true;

    Request(HttpExchange exchange, RequestLog log) {
        this.exchange = exchange;
        this.body = new RequestBody(exchange.body(), exchange.bodyLength());
        this.recording = new Recording(log, this);
    }

    /** Returns the method in upper case. */
    String method() {
        return exchange.head().method();
    }

    /** Returns the path as it was sent, without the query and not decoded. */
    String rawPath() {
        String target = exchange.head().target();
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /** Returns the query as it was sent, not decoded; empty if there is none. */
    String rawQuery() {
        String target = exchange.head().target();
        int query = target.indexOf('?');
        return query < 0 ? "" : target.substring(query + 1);
    }

    /**
     * Returns what the path names.
     *
     * @throws RefusedException if it names nothing that the specification knows
     */
    Route route() throws RefusedException {
        return Route.parse(rawPath());
    }

    /** Returns the first value of a query parameter, decoded. */
    Optional<String> parameter(String name) {
        return parameters(name).stream().findFirst();
    }

    /** Returns every value of a query parameter, decoded, in their order. */
    List<String> parameters(String name) {
        List<String> values = new ArrayList<>();
        for (String pair : rawQuery().split("&", -1)) {
            int equals = pair.indexOf('=');
            String key = equals < 0 ? pair : pair.substring(0, equals);
            if (PercentEncoding.decode(key).equals(name)) {
                values.add(equals < 0 ? "" : PercentEncoding.decode(pair.substring(equals + 1)));
            }
        }
        return values;
    }

    /** Returns the first value of a header. */
    Optional<String> header(String name) {
        return exchange.head().fields().first(name);
    }

    /** Returns the headers in their order. */
    HeaderFields headers() {
        return exchange.head().fields();
    }

    /** Returns how many bytes of the body were read. */
    long bytesRead() {
        return exchange.bodyRead();
    }

    /** Returns what is known of this request. */
    Recording recording() {
        return recording;
    }

    /** Returns where the request came in, as image references begin. */
    String localHostAndPort() {
        return "localhost:" + exchange.localPort();
    }

    /** Tells whether whoever sent this may read a repository that the path does not name. */
    boolean mayRead(RepositoryName repository) {
        return readable.test(repository);
    }

    /** Says which repositories whoever sent this may read. */
    void mayReadOnly(Predicate<RepositoryName> repositories) {
        this.readable = repositories;
    }

    /** Returns the body, which may be read once. */
    RequestBody body() {
        return body;
    }

    /** Returns the method and path, for messages. */
    @Override
    public String toString() {
        return method() + " " + rawPath();
    }
}
