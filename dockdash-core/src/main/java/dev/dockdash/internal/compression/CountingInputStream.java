package dev.dockdash.internal.compression;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts the bytes that pass; read in large pieces. Not thread-safe. */
public final class CountingInputStream extends FilterInputStream {

    private long count;

    /** Wraps a stream, which is closed with this one. */
    public CountingInputStream(InputStream in) {
        super(in);
    }

    /** Returns how many bytes were read. */
    public long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        count += b < 0 ? 0 : 1;
        return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        count += Math.max(0, read);
        return read;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
