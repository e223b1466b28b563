package dev.dockdash.registry;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Leaves out the first bytes of a source, when it is first read. */
final class SkippingInputStream extends FilterInputStream {

    private static final int BUFFER_SIZE = 64 * 1024;

    private long toSkip;

    SkippingInputStream(InputStream in, long toSkip) {
        super(in);
        this.toSkip = toSkip;
    }

    @Override
    public int read() throws IOException {
        skipFirst();
        return super.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        skipFirst();
        return super.read(buffer, offset, length);
    }

    /** By reading, because skipping past the end would not be seen. */
    private void skipFirst() throws IOException {
        byte[] skipped = new byte[toSkip == 0 ? 0 : BUFFER_SIZE];
        while (toSkip > 0) {
            int read = super.read(skipped, 0, (int) Math.min(toSkip, skipped.length));
            if (read < 0) {
                throw new EOFException("ended " + toSkip + " bytes before what was read already");
            }
            toSkip -= read;
        }
    }
}
