package dev.dockdash.testregistry;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Counts the requests that are being served, until it is closed and refuses more; thread-safe. */
final class InFlight {

    private int count;
    private boolean closed;

    /** Counts a request in; {@code false} if no more are taken. */
    synchronized boolean enter() {
        if (!closed) {
            count++;
        }
        return !closed;
    }

    /** Counts a request out that {@link #enter} counted in. */
    synchronized void exit() {
        count--;
        notifyAll();
    }

    /** Takes no more requests and waits until the last is done, the time is up, or the thread is interrupted. */
    synchronized void close(Duration timeout) {
        closed = true;
        long deadline = System.nanoTime() + timeout.toNanos();
        try {
            long left = deadline - System.nanoTime();
            while (count > 0 && left > 0) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
                left = deadline - System.nanoTime();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
