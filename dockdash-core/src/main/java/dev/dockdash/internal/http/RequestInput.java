package dev.dockdash.internal.http;

import dev.dockdash.internal.io.BlockInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/** The body of a request, which a client that waits for the word to send it is told when it is first read. */
final class RequestInput extends BlockInputStream {

    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int DISCARD_BUFFER = 16 * 1024;

    private final InputStream in;
    private final OutputStream out;
    private final OptionalLong length;
    private boolean awaited;
    private boolean ended;
    private long count;

    RequestInput(RequestHead head, InputStream in, OutputStream out) throws MalformedRequestException {
        this.length = head.contentLength();
        this.in = length.isPresent() ? new FixedBody(in, length.getAsLong()) : new ChunkedBody(in);
        this.out = out;
        this.awaited = head.fields().holds("Expect", "100-continue");
    }

    OptionalLong length() {
        return length;
    }

    /** Returns how many bytes were read. */
    long count() {
        return count;
    }

    /** Tells whether the client still waits for the word to send it. */
    boolean isAwaited() {
        return awaited;
    }

    boolean isConsumed() {
        return ended || (length.isPresent() && length.getAsLong() == count);
    }

    /** Reads and drops at most {@code limit} bytes, and tells whether that was all. */
    boolean discard(long limit) throws IOException {
        byte[] buffer = new byte[DISCARD_BUFFER];
        long left = limit;
        while (left > 0 && !isConsumed()) {
            int read = read(buffer, 0, (int) Math.min(buffer.length, left));
            left -= Math.max(0, read);
        }
        return isConsumed();
    }

    @Override
    public int read(byte[] buffer, int offset, int size) throws IOException {
        if (awaited) {
            awaited = false;
            out.write(CONTINUE);
            out.flush();
        }
        int read = in.read(buffer, offset, size);
        if (read < 0) {
            ended = true;
        } else {
            count += read;
        }
        return read;
    }
}
