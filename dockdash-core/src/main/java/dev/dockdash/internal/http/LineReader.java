package dev.dockdash.internal.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The lines of a head, whose length is bounded. */
final class LineReader {

    private static final int LONGEST_HEAD = 64 * 1024;
    private static final int TOO_LARGE = 431;
    private static final int QUOTED = 60;

    private final InputStream in;
    private final StringBuilder line = new StringBuilder();
    private int left = LONGEST_HEAD;

    LineReader(InputStream in) {
        this.in = in;
    }

    /** Returns the first line that is not empty, or nothing if the connection ends before it. */
    Optional<String> first() throws IOException {
        while (true) {
            int first = in.read();
            if (first < 0) {
                return Optional.empty();
            }
            if (first != '\r' && first != '\n') {
                line.setLength(0);
                return Optional.of(rest(first));
            }
        }
    }

    /** Returns the next line without its end, be it CR LF or LF. */
    String next() throws IOException {
        line.setLength(0);
        return rest(in.read());
    }

    /** Returns the start of the last line, for messages. */
    String quoted() {
        String start = line.substring(0, Math.min(QUOTED, line.length()));
        return "\"" + start.replaceAll("[^ -~]", "?") + "\"";
    }

    private String rest(int first) throws IOException {
        int c = first;
        while (c != '\n') {
            if (c < 0) {
                throw new EOFException("The connection ended within the head of a message");
            }
            if (--left < 0) {
                throw new MalformedRequestException(TOO_LARGE, "Expected a head of at most " + LONGEST_HEAD + " bytes");
            }
            line.append((char) c);
            c = in.read();
        }
        int length = line.length();
        if (length > 0 && line.charAt(length - 1) == '\r') {
            line.setLength(length - 1);
        }
        return line.toString();
    }
}
