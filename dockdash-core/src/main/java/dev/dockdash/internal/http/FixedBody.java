package dev.dockdash.internal.http;

import dev.dockdash.internal.io.BlockInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A body of known length; a connection that ends before it is an error, never the end of the body. */
final class FixedBody extends BlockInputStream {

    private final InputStream in;
    private final long length;
    private long left;

    FixedBody(InputStream in, long length) {
        this.in = in;
        this.length = length;
        this.left = length;
    }

    @Override
    public int read(byte[] buffer, int offset, int size) throws IOException {
        if (left == 0) {
            return -1;
        }
        int read = in.read(buffer, offset, (int) Math.min(size, left));
        if (read < 0) {
            throw new EOFException(
                    "The connection ended after " + (length - left) + " of " + length + " bytes of the body");
        }
        left -= read;
        return read;
    }
}
