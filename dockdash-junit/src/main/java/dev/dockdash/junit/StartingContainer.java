package dev.dockdash.junit;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/** A registry in a container that was started and may not answer yet. */
interface StartingContainer {

    /** How often a registry is asked whether it answers. */
    Duration INTERVAL = Duration.ofMillis(20);

    /** The number of lines at the end of the log that tell why a container exited. */
    int LOG_LINES = 10;

    /** Lets time pass. */
    @FunctionalInterface
    interface Pause {

        void pause(Duration time) throws InterruptedException;
    }

    /** Returns the image that it runs. */
    String image();

    /** Returns whether {@code /v2/} answers. */
    boolean answers();

    /** Returns whether it runs. */
    boolean isRunning();

    /** Returns the code with which it exited. */
    long exitCode();

    /** Returns what it wrote. */
    String log();

    /**
     * Waits until it answers, no longer than it runs.
     *
     * @throws IOException if it exits or does not answer in time; the message has the end of its log
     */
    default void awaitAnswer(Duration timeout, Pause pause, LongSupplier nanoClock) throws IOException {
        long start = nanoClock.getAsLong();
        while (!answers()) {
            if (!isRunning()) {
                throw new IOException("Registry container " + image() + " exited with code " + exitCode()
                        + " before /v2/ answered. " + endOfLog());
            }
            if (nanoClock.getAsLong() - start > timeout.toNanos()) {
                throw new IOException("Registry container " + image() + " did not answer /v2/ within "
                        + timeout.toMillis() + " ms. Raise dockdash.registry.startup-timeout if it needs longer. "
                        + endOfLog());
            }
            try {
                pause.pause(INTERVAL);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("Interrupted while registry container " + image() + " was starting", e);
            }
        }
    }

    private String endOfLog() {
        List<String> lines = log().lines().filter(line -> !line.isBlank()).toList();
        return lines.isEmpty()
                ? "It logged nothing."
                : "Last log lines:\n"
                        + String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
    }
}
