package dev.dockdash.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The answer to a request after which the connection is closed.
 *
 * @param status the status code
 * @param fields the header fields
 * @param body the body, which ends in an error when the connection ends before it; closing it closes nothing else
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112">RFC 9112, HTTP/1.1</a>
 */
public record HttpAnswer(int status, HeaderFields fields, InputStream body) {

    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9][0-9])( .*)?");
    private static final int MAX_INTERIM = 10;
    private static final int FIRST_FINAL = 200;

    /**
     * Reads the head of an answer from a buffered stream, and of the interim ones before it.
     *
     * @throws IOException if it is not an answer, or the connection ends within it
     */
    public static HttpAnswer read(InputStream in) throws IOException {
        try {
            for (int i = 0; i < MAX_INTERIM; i++) {
                HttpAnswer answer = readOne(in);
                if (answer.status >= FIRST_FINAL) {
                    return answer;
                }
            }
        } catch (MalformedRequestException e) {
            throw new IOException("The answer is not HTTP: " + e.getMessage(), e);
        }
        throw new IOException("Expected an answer but got more than " + MAX_INTERIM + " interim ones");
    }

    private static HttpAnswer readOne(InputStream in) throws IOException {
        LineReader lines = new LineReader(in);
        Optional<String> first = lines.first();
        if (first.isEmpty()) {
            throw new IOException("The connection ended without an answer");
        }
        Matcher status = STATUS_LINE.matcher(first.get());
        if (!status.matches()) {
            throw new IOException("The answer is not HTTP/1.1: it starts with " + lines.quoted());
        }
        HeaderFields fields = fields(lines);
        return new HttpAnswer(Integer.parseInt(status.group(1)), fields, body(fields, in));
    }

    private static HeaderFields fields(LineReader lines) throws IOException {
        List<HeaderFields.Field> fields = new ArrayList<>();
        for (String line = lines.next(); !line.isEmpty(); line = lines.next()) {
            int colon = line.indexOf(':');
            if (colon <= 0) {
                throw new IOException("The answer has a header field without a name: " + lines.quoted());
            }
            fields.add(new HeaderFields.Field(
                    line.substring(0, colon), line.substring(colon + 1).strip()));
        }
        return new HeaderFields(fields);
    }

    private static InputStream body(HeaderFields fields, InputStream in) throws IOException {
        if (fields.holds("Transfer-Encoding", "chunked")) {
            return new ChunkedBody(in);
        }
        Optional<String> length = fields.first("Content-Length");
        if (length.isEmpty()) {
            return in;
        }
        if (!length.get().matches("[0-9]{1,18}")) {
            throw new IOException("The answer has a length that is not a number");
        }
        return new FixedBody(in, Long.parseLong(length.get()));
    }
}
