package dev.dockdash.testregistry;

import dev.dockdash.internal.io.BlockFilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The body of an answer, to which something happens behind a number of bytes. Not thread-safe. */
final class FaultyBody extends BlockFilterInputStream {

    /** What happens at a place in the body. */
    @FunctionalInterface
    interface Event {

        /** Throws to end the body there, or returns to let it go on. */
        void happen() throws IOException;
    }

    private final long interval;
    private final boolean once;
    private final Event event;
    private long left;

    private FaultyBody(InputStream body, long interval, boolean once, Event event) {
        super(body);
        this.interval = interval;
        this.once = once;
        this.event = event;
        this.left = interval;
    }

    /** Lets something happen once, behind the first {@code bytes} bytes, if there are more. */
    static InputStream after(long bytes, InputStream body, Event event) {
        return new FaultyBody(body, bytes, true, event);
    }

    /** Lets something happen before each block of so many bytes but the first. */
    static InputStream every(long bytes, InputStream body, Event event) {
        return new FaultyBody(body, bytes, false, event);
    }

    /** Turns the lowest bit of one byte over, if the body is long enough. */
    static InputStream flipped(long index, InputStream body) {
        return new BlockFilterInputStream(body) {

            private long position;

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int read = in.read(buffer, offset, length);
                if (index >= position && index < position + read) {
                    buffer[offset + (int) (index - position)] ^= 1;
                }
                position += Math.max(0, read);
                return read;
            }
        };
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (left == 0) {
            event.happen();
            left = once ? Long.MAX_VALUE : interval;
        }
        int read = in.read(buffer, offset, (int) Math.min(length, left));
        left -= Math.max(0, read);
        return read;
    }
}
