package dev.dockdash.internal.http;

import java.io.IOException;
import java.io.InputStream;

/** A stream whose first byte was read already. */
final class StartedInput extends InputStream {

    private final int first;
    private final InputStream rest;
    private boolean started;

    StartedInput(int first, InputStream rest) {
        this.first = first;
        this.rest = rest;
    }

    @Override
    public int read() throws IOException {
        if (!started) {
            started = true;
            return first;
        }
        return rest.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int size) throws IOException {
        if (started || size == 0) {
            return rest.read(buffer, offset, size);
        }
        started = true;
        buffer[offset] = (byte) first;
        return 1;
    }
}
