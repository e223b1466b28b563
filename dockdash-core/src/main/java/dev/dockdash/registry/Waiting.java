package dev.dockdash.registry;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * What depends on time and chance.
 *
 * @param clock tells what expired
 * @param pauses does the pausing
 * @param random numbers from 0 to 1, that keep clients from trying again all at once
 * @param nanoTime measures transfers
 */
record Waiting(Clock clock, Pauses pauses, DoubleSupplier random, LongSupplier nanoTime) {

    /** Pauses the thread. */
    @FunctionalInterface
    interface Pauses {
        void pause(Duration duration) throws InterruptedException;
    }

    static Waiting real() {
        return new Waiting(
                Clock.systemUTC(),
                duration -> Thread.sleep(duration.toMillis()),
                () -> ThreadLocalRandom.current().nextDouble(),
                System::nanoTime);
    }
}
