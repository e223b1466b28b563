package dev.dockdash.registry;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;

/** Tries again what failed for a reason that passes. */
record Retries(RetryPolicy policy, Waiting waiting) {

    private static final Logger LOG = System.getLogger(Retries.class.getName());
    private static final int STALLED_ATTEMPTS = 2;
    private static final Set<Integer> PASSING = Set.of(408, 429, 499, 500, 502, 503, 504, 522);

    /** Something to try. */
    @FunctionalInterface
    interface Attempt<T> {

        /**
         * Tries it.
         *
         * @param number which attempt this is, the first is 1
         */
        T run(int number) throws IOException;
    }

    /**
     * Runs an attempt until it succeeds.
     *
     * @throws IOException if it fails for a reason that stays, or too often
     */
    <T> T run(Attempt<T> attempt) throws IOException {
        Duration paused = Duration.ZERO;
        for (int number = 1; ; number++) {
            try {
                return attempt.run(number);
            } catch (IOException e) {
                Duration pause = pauseAfter(number, e);
                paused = paused.plus(pause);
                if (isLast(number, e) || !isPassing(e) || paused.compareTo(policy.total()) > 0) {
                    throw e;
                }
                LOG.log(Level.DEBUG, "Attempt {0} failed, the next is in {1}: {2}", number, pause, e.getMessage());
                pause(pause);
            }
        }
    }

    /** Tells whether there were enough attempts; whoever keeps silent is not waited for as often as whoever answers. */
    boolean isLast(int number, IOException failure) {
        boolean isStall = failure instanceof ConnectionException connection && connection.isStall();
        return number >= (isStall ? Math.min(STALLED_ATTEMPTS, policy.attempts()) : policy.attempts());
    }

    static boolean isPassing(IOException e) {
        if (Thread.currentThread().isInterrupted()) {
            return false;
        }
        return e instanceof RegistryException answer
                ? PASSING.contains(answer.status())
                : e instanceof ConnectionException connection && connection.isPassing();
    }

    /** Pauses before attempt number {@code number + 1}. */
    void pauseAfter(int number) throws InterruptedIOException {
        pause(backoff(number));
    }

    private void pause(Duration duration) throws InterruptedIOException {
        try {
            waiting.pauses().pause(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while waiting to try again");
        }
    }

    private Duration pauseAfter(int number, IOException failure) {
        Duration backoff = backoff(number);
        Optional<Duration> asked = failure instanceof RegistryException answer
                ? answer.retryAfter().flatMap(this::parse)
                : Optional.empty();
        Duration pause =
                asked.filter(duration -> duration.compareTo(backoff) > 0).orElse(backoff);
        return pause.compareTo(policy.longest()) > 0 ? policy.longest() : pause;
    }

    private Duration backoff(int number) {
        double factor = Math.pow(2, number - 1) * (1 + waiting.random().getAsDouble()) / 2;
        return Duration.ofMillis(Math.round(policy.first().toMillis() * factor));
    }

    private Optional<Duration> parse(String retryAfter) {
        try {
            return Optional.of(Duration.ofSeconds(Long.parseLong(retryAfter.strip())));
        } catch (NumberFormatException e) {
            return parseDate(retryAfter);
        }
    }

    private Optional<Duration> parseDate(String retryAfter) {
        try {
            ZonedDateTime date = ZonedDateTime.parse(retryAfter.strip(), DateTimeFormatter.RFC_1123_DATE_TIME);
            return Optional.of(Duration.between(waiting.clock().instant(), date.toInstant()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
