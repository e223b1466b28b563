package dev.dockdash.testregistry;

import dev.dockdash.testregistry.ConnectionFault.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * What goes one way over a connection, with the fault that strikes the message under way.
 *
 * <p>Belongs to one thread but for {@link #begin}, which comes before the first byte of the message.
 */
final class FaultyFlow {

    private static final int BLOCKS_PER_SECOND = 20;

    private final OutputStream out;
    private final LongAdder passed;
    private final Closing closing;
    private final Consumer<Kind> ending;
    private volatile Message message = new Message(Optional.empty());

    /** What is under way, and how much of its body is through. */
    private static final class Message {

        private final Optional<ConnectionFault> fault;
        private long position;

        Message(Optional<ConnectionFault> fault) {
            this.fault = fault;
        }

        /** Returns how far away the place is where the fault strikes; negative once it struck. */
        long distance() {
            return fault.isPresent() ? fault.get().index().orElse(-1) - position : 0;
        }
    }

    /**
     * Writes to a stream.
     *
     * @param passed counts the bytes that were written
     * @param closing ends every wait
     * @param ending resets or closes the connection
     */
    FaultyFlow(OutputStream out, LongAdder passed, Closing closing, Consumer<Kind> ending) {
        this.out = out;
        this.passed = passed;
        this.closing = closing;
        this.ending = ending;
    }

    /** Lets a fault strike the message that comes next, or none. */
    void begin(Optional<ConnectionFault> next) {
        message = new Message(next);
    }

    /** Passes on the head of a message. */
    void head(byte[] head) throws IOException {
        Optional<ConnectionFault> fault =
                message.fault.filter(found -> found.index().isEmpty());
        if (fault.isPresent()) {
            strike(fault.get(), true, head, 0, head.length);
        } else {
            write(head, 0, head.length);
        }
    }

    /** Passes on a part of a body, and may change it. */
    void body(byte[] buffer, int offset, int length) throws IOException {
        Message now = message;
        long distance = now.distance();
        now.position += length;
        if (now.fault.isEmpty() || distance >= length) {
            write(buffer, offset, length);
        } else {
            int before = (int) Math.max(0, distance);
            write(buffer, offset, before);
            strike(now.fault.get(), distance >= 0, buffer, offset + before, length - before);
        }
    }

    private void strike(ConnectionFault now, boolean here, byte[] buffer, int offset, int length) throws IOException {
        if (now.kind() == Kind.SLOW) {
            writeSlowly(now.rate(), buffer, offset, length);
            return;
        }
        if (here && now.kind() == Kind.FLIP_BIT) {
            flip(buffer, offset, length);
        } else if (here) {
            end(now);
        }
        write(buffer, offset, length);
    }

    private static void flip(byte[] buffer, int offset, int length) {
        if (length > 0) {
            buffer[offset] ^= 1;
        }
    }

    private void end(ConnectionFault now) throws ConnectionDroppedException {
        if (now.kind() == Kind.STALL) {
            closing.stall();
        }
        ending.accept(now.kind());
        throw new ConnectionDroppedException(now + " struck");
    }

    private void writeSlowly(long rate, byte[] buffer, int offset, int length) throws IOException {
        int block = (int) Math.max(1, Math.min(length, rate / BLOCKS_PER_SECOND));
        Duration pause = Duration.ofSeconds(1).multipliedBy(block).dividedBy(rate);
        for (int written = 0; written < length; written += block) {
            closing.pause(pause);
            write(buffer, offset + written, Math.min(block, length - written));
        }
    }

    /** Counts first: whoever has received the bytes must find them counted. */
    private void write(byte[] buffer, int offset, int length) throws IOException {
        passed.add(length);
        try {
            out.write(buffer, offset, length);
            out.flush();
        } catch (IOException e) {
            passed.add(-length);
            throw e;
        }
    }

    /** Passes on what no fault strikes. */
    void unharmed(byte[] bytes) throws IOException {
        write(bytes, 0, bytes.length);
    }
}
