package dev.dockdash.internal.io;

import java.io.IOException;
import java.io.InputStream;

/** A stream that is read in blocks: one byte is a block of one, and what is skipped is read, so that nothing escapes it. */
public abstract class BlockInputStream extends InputStream {

    private static final int SKIP_BUFFER_SIZE = 64 * 1024;

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public abstract int read(byte[] buffer, int offset, int length) throws IOException;

    @Override
    public long skip(long n) throws IOException {
        byte[] skipped = new byte[(int) Math.max(0, Math.min(n, SKIP_BUFFER_SIZE))];
        long left = n;
        while (left > 0) {
            int read = read(skipped, 0, (int) Math.min(left, skipped.length));
            if (read < 0) {
                break;
            }
            left -= read;
        }
        return Math.max(0, n) - Math.max(0, left);
    }
}
