package dev.dockdash.internal.compression;

import dev.dockdash.internal.io.BlockFilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Uncompressed bytes, which end in an error when they become more than is allowed. Not thread-safe. */
public final class LimitedInputStream extends BlockFilterInputStream {

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
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = in.read(buffer, offset, length);
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
}
