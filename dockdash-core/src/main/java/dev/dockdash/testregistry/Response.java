package dev.dockdash.testregistry;

import dev.dockdash.internal.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * An answer that is not sent yet.
 *
 * <p>The answer to a HEAD request is the one to the same GET request: what sends it leaves the content out.
 *
 * @param status the HTTP status
 * @param headers the headers without those of the transport, such as Content-Length
 * @param content the body; whoever sends or drops the answer closes it
 * @param length the length of the body in bytes
 */
record Response(int status, List<Header> headers, InputStream content, long length) implements AutoCloseable {

    static final String JSON = "application/json";

    record Header(String name, String value) {}

    Response {
        headers = List.copyOf(headers);
    }

    /** Returns an answer without headers or body. */
    static Response of(int status) {
        return new Response(status, List.of(), InputStream.nullInputStream(), 0);
    }

    /** Returns an answer with the error document of the specification. */
    static Response error(int status, String code, String message) {
        JsonObject error = JsonObject.empty("error")
                .edit()
                .text("code", code)
                .text("message", message)
                .build();
        byte[] document = JsonObject.empty("errors")
                .edit()
                .objects("errors", List.of(error))
                .build()
                .toBytes();
        return of(status).content(JSON, document);
    }

    /** Returns this answer with one more header. */
    Response header(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new Response(status, more, content, length);
    }

    /** Returns this answer without any header of that name, in upper or lower case. */
    Response withoutHeader(String name) {
        List<Header> fewer = new ArrayList<>(headers);
        fewer.removeIf(header -> header.name().equalsIgnoreCase(name));
        return new Response(status, fewer, content, length);
    }

    /** Returns this answer with another body of the same type. */
    Response resized(InputStream newContent, long newLength) {
        return new Response(status, headers, newContent, newLength);
    }

    /** Returns this answer with a small body. */
    Response content(String contentType, byte[] bytes) {
        return content(contentType, new ByteArrayInputStream(bytes), bytes.length);
    }

    /** Returns this answer with the first {@code newLength} bytes of a stream as its body. */
    Response content(String contentType, InputStream newContent, long newLength) {
        return new Response(status, headers, newContent, newLength).header("Content-Type", contentType);
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
