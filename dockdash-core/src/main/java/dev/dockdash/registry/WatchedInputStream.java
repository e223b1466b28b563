package dev.dockdash.registry;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Passes bytes on as long as they keep coming. */
final class WatchedInputStream extends FilterInputStream {

    private final StallWatch watch;

    WatchedInputStream(InputStream in, StallWatch watch) {
        super(in);
        this.watch = watch;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        return (int) watch.run(() -> in.read(buffer, offset, length));
    }
}
