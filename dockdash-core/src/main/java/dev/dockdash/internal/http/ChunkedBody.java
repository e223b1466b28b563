package dev.dockdash.internal.http;

import dev.dockdash.internal.io.BlockInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * A body that comes in chunks.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-7.1">RFC 9112, chunked transfer coding</a>
 */
final class ChunkedBody extends BlockInputStream {

    private static final int BAD_REQUEST = 400;

    private final InputStream in;
    private long left;
    private boolean started;
    private boolean ended;

    ChunkedBody(InputStream in) {
        this.in = in;
    }

    @Override
    public int read(byte[] buffer, int offset, int size) throws IOException {
        if (left == 0 && !ended) {
            nextChunk();
        }
        if (ended) {
            return -1;
        }
        int read = in.read(buffer, offset, (int) Math.min(size, left));
        if (read < 0) {
            throw new EOFException("The connection ended within a chunk of the body");
        }
        left -= read;
        return read;
    }

    private void nextChunk() throws IOException {
        LineReader lines = new LineReader(in);
        if (started && !lines.next().isEmpty()) {
            throw new MalformedRequestException(BAD_REQUEST, "Expected the end of a chunk but got " + lines.quoted());
        }
        started = true;
        String size = lines.next().split(";", -1)[0].strip();
        if (!size.matches("[0-9a-fA-F]{1,15}")) {
            throw new MalformedRequestException(
                    BAD_REQUEST, "Expected the length of a chunk, in hexadecimal, but got " + lines.quoted());
        }
        left = Long.parseLong(size, 16);
        if (left == 0) {
            skipTrailers(lines);
            ended = true;
        }
    }

    private static void skipTrailers(LineReader lines) throws IOException {
        String trailer = lines.next();
        while (!trailer.isEmpty()) {
            trailer = lines.next();
        }
    }
}
