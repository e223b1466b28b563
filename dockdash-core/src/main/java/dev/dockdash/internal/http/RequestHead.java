package dev.dockdash.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a request says before its body.
 *
 * @param method the method as it was sent
 * @param target the path and query as they were sent
 * @param persistent whether the client may send another request over the connection
 * @param fields the header fields
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-3">RFC 9112, request line</a>
 */
public record RequestHead(String method, String target, boolean persistent, HeaderFields fields) {

    private static final int BAD_REQUEST = 400;
    private static final int NOT_IMPLEMENTED = 501;
    private static final int VERSION_NOT_SUPPORTED = 505;

    /**
     * Reads a head.
     *
     * @return the head, or empty if the connection ends before it begins
     * @throws MalformedRequestException if it is none
     */
    static Optional<RequestHead> read(InputStream in) throws IOException {
        LineReader lines = new LineReader(in);
        Optional<String> requestLine = lines.first();
        if (requestLine.isEmpty()) {
            return Optional.empty();
        }
        String[] parts = requestLine.get().split(" ", -1);
        if (parts.length != 3 || parts[0].isEmpty()) {
            throw new MalformedRequestException(
                    BAD_REQUEST, "Expected a request line such as \"GET /v2/ HTTP/1.1\" but got " + lines.quoted());
        }
        HeaderFields fields = fields(lines);
        boolean persistent = isHttp11(parts[2]) && !fields.holds("Connection", "close");
        return Optional.of(new RequestHead(parts[0], path(parts[1]), persistent, fields));
    }

    /** Tells whether the body comes in chunks, its length unknown. */
    boolean isChunked() {
        return !fields.all("Transfer-Encoding").isEmpty();
    }

    /**
     * Returns the length of the body in bytes, empty if it comes in chunks.
     *
     * @throws MalformedRequestException if it is contradictory or no number: whoever reads it another way would find
     *     another request behind it
     */
    OptionalLong contentLength() throws MalformedRequestException {
        List<String> lengths = fields.all("Content-Length");
        if (isChunked()) {
            requireChunkedOnly(lengths);
            return OptionalLong.empty();
        }
        if (lengths.isEmpty()) {
            return OptionalLong.of(0);
        }
        String length = lengths.get(0);
        if (lengths.size() > 1 || !length.matches("[0-9]{1,18}")) {
            throw new MalformedRequestException(
                    BAD_REQUEST, "Expected one Content-Length, a number, but got " + lengths);
        }
        return OptionalLong.of(Long.parseLong(length));
    }

    private void requireChunkedOnly(List<String> lengths) throws MalformedRequestException {
        if (!lengths.isEmpty()) {
            throw new MalformedRequestException(
                    BAD_REQUEST, "Expected Transfer-Encoding or Content-Length but got both");
        }
        List<String> encodings = fields.all("Transfer-Encoding");
        if (encodings.size() > 1 || !encodings.get(0).equalsIgnoreCase("chunked")) {
            throw new MalformedRequestException(
                    NOT_IMPLEMENTED, "Expected Transfer-Encoding: chunked but got " + encodings);
        }
    }

    private static boolean isHttp11(String version) throws MalformedRequestException {
        if (!version.equals("HTTP/1.1") && !version.equals("HTTP/1.0")) {
            throw new MalformedRequestException(
                    VERSION_NOT_SUPPORTED, "Expected HTTP/1.1 or HTTP/1.0 as the version of the request");
        }
        return version.equals("HTTP/1.1");
    }

    /** Proxies and some clients send the whole URL. */
    private static String path(String target) {
        int scheme = target.indexOf("://");
        if (target.startsWith("/") || scheme < 0) {
            return target;
        }
        int slash = target.indexOf('/', scheme + 3);
        return slash < 0 ? "/" : target.substring(slash);
    }

    private static HeaderFields fields(LineReader lines) throws IOException {
        List<HeaderFields.Field> fields = new ArrayList<>();
        for (String line = lines.next(); !line.isEmpty(); line = lines.next()) {
            int colon = line.indexOf(':');
            if (colon < 1 || line.substring(0, colon).chars().anyMatch(c -> c <= ' ')) {
                throw new MalformedRequestException(
                        BAD_REQUEST, "Expected a header field such as \"Host: localhost\" but got " + lines.quoted());
            }
            fields.add(new HeaderFields.Field(
                    line.substring(0, colon), line.substring(colon + 1).strip()));
        }
        return new HeaderFields(fields);
    }
}
