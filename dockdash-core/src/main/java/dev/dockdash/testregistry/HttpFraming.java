package dev.dockdash.testregistry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Tells heads and bodies apart in what goes one way over a connection.
 *
 * <p>What is not HTTP, such as TLS, is one body behind an empty head. Belongs to one thread but for {@link #restart}.
 */
final class HttpFraming {

    /** Takes the pieces in their order. */
    interface Sink {

        /** Takes a whole head with the empty line at its end, or nothing in its place. */
        void head(String head) throws IOException;

        /** Takes a part of a body, and may change it. */
        void body(byte[] buffer, int offset, int length) throws IOException;
    }

    private static final String HEAD_END = "\r\n\r\n";
    private static final int LONGEST_HEAD = 64 * 1024;

    private final boolean responses;
    private final Sink sink;
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private Optional<MessageBody> body = Optional.empty();
    private int endMatched;
    private boolean opaque;
    private volatile boolean restarted;

    private HttpFraming(boolean responses, Sink sink) {
        this.responses = responses;
        this.sink = sink;
    }

    static HttpFraming ofRequests(Sink sink) {
        return new HttpFraming(false, sink);
    }

    /** Finds where the body of an answer begins; it ends when the next one is asked for. */
    static HttpFraming ofResponses(Sink sink) {
        return new HttpFraming(true, sink);
    }

    /** Says that the next answer is to come; safe to call from another thread. */
    void restart() {
        restarted = true;
    }

    /** Passes these bytes on, except a head that is not complete yet. */
    void accept(byte[] buffer, int length) throws IOException {
        if (restarted && !opaque) {
            body = Optional.empty();
        }
        restarted = false;
        int position = 0;
        while (position < length) {
            position += body.isPresent()
                    ? acceptBody(body.get(), buffer, position, length - position)
                    : acceptHead(buffer, position, length);
        }
    }

    /** Passes on what is left of a head, at the end of the connection. */
    void finish() throws IOException {
        byte[] rest = head.toByteArray();
        head.reset();
        if (rest.length > 0) {
            sink.body(rest, 0, rest.length);
        }
    }

    private int acceptBody(MessageBody current, byte[] buffer, int offset, int length) throws IOException {
        int taken = current.take(buffer, offset, length);
        if (taken > 0) {
            sink.body(buffer, offset, taken);
        }
        if (current.isComplete()) {
            body = Optional.empty();
        }
        return taken;
    }

    private int acceptHead(byte[] buffer, int offset, int end) throws IOException {
        if (head.size() == 0 && !Character.isUpperCase(buffer[offset])) {
            becomeOpaque();
            return 0;
        }
        int position = offset;
        while (position < end && endMatched < HEAD_END.length()) {
            byte next = buffer[position++];
            head.write(next);
            endMatched = next == HEAD_END.charAt(endMatched) ? endMatched + 1 : next == '\r' ? 1 : 0;
        }
        if (endMatched == HEAD_END.length()) {
            completeHead();
        } else if (head.size() > LONGEST_HEAD) {
            becomeOpaque();
            finish();
        }
        return position - offset;
    }

    private void becomeOpaque() throws IOException {
        opaque = true;
        body = Optional.of(MessageBody.endless());
        sink.head("");
    }

    private void completeHead() throws IOException {
        String text = head.toString(StandardCharsets.ISO_8859_1);
        head.reset();
        endMatched = 0;
        body = bodyBehind(text);
        sink.head(text);
    }

    private Optional<MessageBody> bodyBehind(String text) {
        if (responses) {
            return isInterim(text) ? Optional.empty() : Optional.of(MessageBody.endless());
        }
        if (header(text, "transfer-encoding").isPresent()) {
            return Optional.of(new ChunkedBody());
        }
        return header(text, "content-length")
                .map(Long::parseLong)
                .filter(length -> length > 0)
                .map(MessageBody::ofLength);
    }

    /** Tells whether the answer proper is still to come. */
    static boolean isInterim(String head) {
        return head.startsWith("HTTP/1.1 1");
    }

    private static Optional<String> header(String head, String name) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }
}
