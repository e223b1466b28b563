package dev.dockdash.testregistry;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets faults take their time, but not longer than what they are in is open; thread-safe. */
final class Closing {

    private final CountDownLatch begun = new CountDownLatch(1);

    /** Ends every wait now and to come. */
    void begin() {
        begun.countDown();
    }

    /**
     * Waits.
     *
     * @throws ConnectionDroppedException if closing began, or the thread was interrupted, before the time was over
     */
    void pause(Duration duration) throws ConnectionDroppedException {
        try {
            if (begun.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new ConnectionDroppedException("Closed while a fault delayed a connection");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectionDroppedException("Interrupted while a fault delayed a connection");
        }
    }

    /** Waits until closing begins, which always ends in the exception. */
    void stall() throws ConnectionDroppedException {
        while (true) {
            pause(Duration.ofDays(1));
        }
    }
}
