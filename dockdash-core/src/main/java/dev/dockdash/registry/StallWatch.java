package dev.dockdash.registry;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Ends a transfer that no longer gets on: one that moves fewer bytes in a stall limit than the slowest useful line would.
 * Only the time spent on the transfer counts, not that of whoever reads or feeds it. Not thread-safe.
 */
final class StallWatch {

    private static final long MIN_BYTES_PER_SECOND = 16;

    private final Duration limit;
    private final LongSupplier nanoTime;
    private long spent;
    private long moved;

    /** A step of the transfer, which returns how many bytes it moved. */
    @FunctionalInterface
    interface Step {
        long run() throws IOException;
    }

    StallWatch(Duration limit, LongSupplier nanoTime) {
        this.limit = limit;
        this.nanoTime = nanoTime;
    }

    /**
     * Runs a step.
     *
     * @return what the step returns
     * @throws SocketTimeoutException if the transfer stalls
     */
    long run(Step step) throws IOException {
        long start = nanoTime.getAsLong();
        long bytes = step.run();
        spent += nanoTime.getAsLong() - start;
        moved += Math.max(0, bytes);
        if (spent >= limit.toNanos() && bytes >= 0) {
            checkMoved();
        }
        return bytes;
    }

    private void checkMoved() throws SocketTimeoutException {
        double seconds = spent / 1e9;
        if (moved < seconds * MIN_BYTES_PER_SECOND) {
            throw new SocketTimeoutException(
                    "the transfer stalled: " + moved + " bytes in " + Math.round(seconds) + " s");
        }
        spent = 0;
        moved = 0;
    }
}
