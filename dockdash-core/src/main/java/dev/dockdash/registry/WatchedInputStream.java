package dev.dockdash.registry;

import dev.dockdash.internal.io.BlockFilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Passes bytes on as long as they keep coming. */
final class WatchedInputStream extends BlockFilterInputStream {

    private final StallWatch watch;

    WatchedInputStream(InputStream in, StallWatch watch) {
        super(in);
        this.watch = watch;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        return (int) watch.run(() -> in.read(buffer, offset, length));
    }
}
