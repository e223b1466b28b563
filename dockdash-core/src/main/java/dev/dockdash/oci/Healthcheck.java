package dev.dockdash.oci;

import dev.dockdash.internal.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

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
