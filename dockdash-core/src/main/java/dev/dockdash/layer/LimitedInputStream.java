package dev.dockdash.layer;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Uncompressed bytes, which end in an error when they become more than a layer may have. */
final class LimitedInputStream extends FilterInputStream {

    private final CountingInputStream compressed;
    private final LayerLimits limits;
    private final String source;
    private long count;

    /**
     * Wraps a decompressor.
     *
     * @param compressed what it reads from
     */
    LimitedInputStream(InputStream in, CountingInputStream compressed, LayerLimits limits, String source) {
        super(in);
        this.compressed = compressed;
        this.limits = limits;
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
        if (count > limits.bytes()) {
            throw new IOException("Reading " + source + ": its tar has more than " + limits.bytes()
                    + " bytes; raise the limits if it is to be trusted");
        }
        if (count > limits.bytesOfAnyRatio() && count / limits.ratio() > compressed.count()) {
            throw new IOException("Reading " + source + ": " + compressed.count() + " bytes of it became " + count
                    + ", more than " + limits.ratio() + " for each; raise the limits if it is to be trusted");
        }
        return read;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
