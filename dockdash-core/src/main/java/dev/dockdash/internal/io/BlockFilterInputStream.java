package dev.dockdash.internal.io;

import java.io.IOException;
import java.io.InputStream;

/** A {@link BlockInputStream} over another stream, which is closed with it. */
public abstract class BlockFilterInputStream extends BlockInputStream {

    /** What is read. */
    protected final InputStream in;

    /** Wraps a stream. */
    protected BlockFilterInputStream(InputStream in) {
        this.in = in;
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
