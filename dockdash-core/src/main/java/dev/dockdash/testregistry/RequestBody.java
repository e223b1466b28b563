package dev.dockdash.testregistry;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/**
 * The body of a request, which ends early only with a {@link ClientGoneException}.
 *
 * <p>The JDK's server may report the end of a connection that was cut as the end of the body; a length that was promised
 * is therefore checked here. Not thread-safe.
 */
final class RequestBody extends FilterInputStream {

    private static final int DISCARD_BUFFER = 16 * 1024;

    private final OptionalLong length;
    private long count;
    private boolean ended;

    /** Wraps a body of {@code length} bytes, empty when the client did not tell. */
    RequestBody(InputStream body, OptionalLong length) {
        super(body);
        this.length = length;
    }

    /** Returns how many bytes the client promised, empty when it did not. */
    OptionalLong length() {
        return length;
    }

    /** Returns how many bytes were read. */
    long count() {
        return count;
    }

    /** Tells whether nothing is left to read. */
    boolean isConsumed() {
        return ended || (length.isPresent() && length.getAsLong() == count);
    }

    /** Reads and drops at most {@code limit} bytes. */
    void discard(long limit) throws ClientGoneException {
        byte[] buffer = new byte[DISCARD_BUFFER];
        long left = limit;
        while (left > 0) {
            int read = read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                return;
            }
            left -= read;
        }
    }

    @Override
    public int read() throws ClientGoneException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int size) throws ClientGoneException {
        int read = readFromClient(buffer, offset, size);
        if (read >= 0) {
            count += read;
            return read;
        }
        if (length.isPresent() && count < length.getAsLong()) {
            throw new ClientGoneException(
                    "The connection ended after " + count + " of " + length.getAsLong() + " bytes of the request body");
        }
        ended = true;
        return -1;
    }

    private int readFromClient(byte[] buffer, int offset, int size) throws ClientGoneException {
        try {
            return super.read(buffer, offset, size);
        } catch (IOException e) {
            throw new ClientGoneException(e);
        }
    }
}
