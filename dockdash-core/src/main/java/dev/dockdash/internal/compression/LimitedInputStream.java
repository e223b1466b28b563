package dev.dockdash.internal.compression;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Uncompressed bytes, which end in an error when they become more than is allowed. Not thread-safe. */
public final class LimitedInputStream extends FilterInputStream {

    private static final int SKIP_BUFFER_SIZE = 64 * 1024;

    private final CountingInputStream compressed;
    private final Bounds bounds;
    private final String source;
    private long count;

    /**
     * How many bytes there may be.
     *
     * @param bytes how many in all
     * @param ratio how many for each compressed one
     * @param bytesOfAnyRatio how many before the ratio counts
     */
    public record Bounds(long bytes, long ratio, long bytesOfAnyRatio) {}

    /**
     * Wraps a decompressor.
     *
     * @param compressed what it reads from
     * @param source what is read, for messages, such as {@code layer sha256:…}
     */
    public LimitedInputStream(InputStream in, CountingInputStream compressed, Bounds bounds, String source) {
        super(in);
        this.compressed = compressed;
        this.bounds = bounds;
        this.source = source;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        count += Math.max(0, read);
        if (count > bounds.bytes()) {
            throw new IOException("Reading " + source + ": its tar has more than " + bounds.bytes()
                    + " bytes; raise the limits if it is to be trusted");
        }
        if (count > bounds.bytesOfAnyRatio() && count / bounds.ratio() > compressed.count()) {
            throw new IOException("Reading " + source + ": " + compressed.count() + " bytes of it became " + count
                    + ", more than " + bounds.ratio() + " for each; raise the limits if it is to be trusted");
        }
        return read;
    }

    /** Reads, because bytes that are skipped count as well. */
    @Override
    public long skip(long n) throws IOException {
        byte[] skipped = new byte[(int) Math.max(0, Math.min(n, SKIP_BUFFER_SIZE))];
        long left = n;
        int read = 0;
        while (left > 0 && read >= 0) {
            read = read(skipped, 0, (int) Math.min(left, skipped.length));
            left -= Math.max(0, read);
        }
        return n - left;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
