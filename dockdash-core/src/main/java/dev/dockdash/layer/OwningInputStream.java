package dev.dockdash.layer;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that closes what it comes from. */
final class OwningInputStream extends FilterInputStream {

    private final Closeable owned;

    OwningInputStream(InputStream in, Closeable owned) {
        super(in);
        this.owned = owned;
    }

    @Override
    public void close() throws IOException {
        owned.close();
    }
}
