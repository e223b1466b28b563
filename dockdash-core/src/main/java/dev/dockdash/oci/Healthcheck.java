package dev.dockdash.oci;

import dev.dockdash.internal.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * How a container of the image is checked, a Docker extension of the config.
 *
 * @param test {@code NONE}, or {@code CMD} with arguments, or {@code CMD-SHELL} with a command; empty inherits
 * @param interval the time between two checks
 * @param timeout how long one check may take
 * @param startPeriod how long failures do not count after the start
 * @param startInterval the time between two checks during the start period
 * @param retries how many failures in a row make the container unhealthy
 */
public record Healthcheck(
        List<String> test,
        Optional<Duration> interval,
        Optional<Duration> timeout,
        Optional<Duration> startPeriod,
        Optional<Duration> startInterval,
        OptionalInt retries) {

    /** Creates a health check. */
    public Healthcheck {
        test = List.copyOf(test);
        Objects.requireNonNull(interval, "interval");
        Objects.requireNonNull(timeout, "timeout");
        Objects.requireNonNull(startPeriod, "startPeriod");
        Objects.requireNonNull(startInterval, "startInterval");
        Objects.requireNonNull(retries, "retries");
    }

    /** Returns the check that switches an inherited one off. */
    public static Healthcheck none() {
        return ofTest(List.of("NONE"));
    }

    /** Returns a check that runs a command with these arguments, without a shell. */
    public static Healthcheck cmd(String... command) {
        return ofTest(Stream.concat(Stream.of("CMD"), Stream.of(command)).toList());
    }

    /** Returns a check that runs a command in the image's shell. */
    public static Healthcheck cmdShell(String command) {
        return ofTest(List.of("CMD-SHELL", command));
    }

    private static Healthcheck ofTest(List<String> test) {
        return new Healthcheck(
                test, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), OptionalInt.empty());
    }

    /** Returns this check with that time between two checks. */
    public Healthcheck interval(Duration newInterval) {
        return new Healthcheck(test, Optional.of(newInterval), timeout, startPeriod, startInterval, retries);
    }

    /** Returns this check with that time that one check may take. */
    public Healthcheck timeout(Duration newTimeout) {
        return new Healthcheck(test, interval, Optional.of(newTimeout), startPeriod, startInterval, retries);
    }

    /** Returns this check with that time after the start during which failures do not count. */
    public Healthcheck startPeriod(Duration newStartPeriod) {
        return new Healthcheck(test, interval, timeout, Optional.of(newStartPeriod), startInterval, retries);
    }

    /** Returns this check with that time between two checks during the start period; for Docker from version 25 on. */
    public Healthcheck startInterval(Duration newStartInterval) {
        return new Healthcheck(test, interval, timeout, startPeriod, Optional.of(newStartInterval), retries);
    }

    /** Returns this check with that number of failures in a row that make the container unhealthy. */
    public Healthcheck retries(int newRetries) {
        return new Healthcheck(test, interval, timeout, startPeriod, startInterval, OptionalInt.of(newRetries));
    }

    static Healthcheck read(JsonObject json) {
        return new Healthcheck(
                json.texts("Test"),
                duration(json, "Interval"),
                duration(json, "Timeout"),
                duration(json, "StartPeriod"),
                duration(json, "StartInterval"),
                retries(json));
    }

    private static Optional<Duration> duration(JsonObject json, String field) {
        return json.number(field).stream()
                .filter(nanos -> nanos != 0)
                .mapToObj(Duration::ofNanos)
                .findFirst();
    }

    private static OptionalInt retries(JsonObject json) {
        return json.number("Retries").stream()
                .filter(retries -> retries != 0)
                .mapToInt(Math::toIntExact)
                .findFirst();
    }
}
