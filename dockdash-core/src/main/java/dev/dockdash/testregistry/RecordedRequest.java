package dev.dockdash.testregistry;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request that an {@link EmbeddedRegistry} served, and how it was answered.
 *
 * @param number its place in the order in which requests came in, from 0 on
 * @param method its method, in upper case
 * @param path its path as it was sent, not decoded
 * @param query its query as it was sent, without the question mark; empty if there was none
 * @param headers its headers by their names, in any case, without those that carry credentials
 * @param authentication the scheme of its Authorization header, such as {@code Bearer}; empty if there was none
 * @param status the status of the answer, or 0 if none was sent
 * @param requestBytes how many bytes of its body were read
 * @param responseBytes how many bytes of the body of the answer were sent
 */
public record RecordedRequest(
        long number,
        String method,
        String path,
        String query,
        Map<String, List<String>> headers,
        Optional<String> authentication,
        int status,
        long requestBytes,
        long responseBytes) {

    private static final List<String> CREDENTIALS = List.of("Authorization", "Proxy-Authorization", "Cookie");

    /** Copies the headers. */
    public RecordedRequest {
        TreeMap<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        CREDENTIALS.forEach(copy::remove);
        headers = Collections.unmodifiableMap(copy);
    }

    static RecordedRequest of(long number, Request request) {
        return new RecordedRequest(
                number,
                request.method(),
                request.rawPath(),
                request.rawQuery(),
                request.headers().byName(),
                request.header("Authorization").map(value -> value.split(" ", 2)[0]),
                0,
                0,
                0);
    }

    /** Returns the first value of a header, whose name counts in any case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name)).map(values -> values.get(0));
    }

    /**
     * Tells whether this is such a request.
     *
     * @param methodName the method in upper case, or {@code *} for any
     * @param pathPattern a pattern in which {@code *} stays between slashes and {@code **} does not, such as
     *     {@code /v2/**}{@code /manifests/*}
     * @throws IllegalArgumentException if the pattern is malformed
     */
    public boolean matches(String methodName, String pathPattern) {
        return Selection.EVERYTHING.on(methodName, pathPattern).matches(method, path);
    }

    RecordedRequest answered(int answer, long received, long sent) {
        return new RecordedRequest(number, method, path, query, headers, authentication, answer, received, sent);
    }

    /** Returns method, path, status and the number of bytes both ways. */
    @Override
    public String toString() {
        return number + ": " + method + " " + path + (query.isEmpty() ? "" : "?" + query) + " -> " + status + " ("
                + requestBytes + " bytes in, " + responseBytes + " out)";
    }
}
