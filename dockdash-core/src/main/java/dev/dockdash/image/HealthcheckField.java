package dev.dockdash.image;

import dev.dockdash.internal.json.JsonEditor;
import dev.dockdash.internal.json.JsonObject;
import dev.dockdash.oci.Healthcheck;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Writes a health check as Docker does: times in nanoseconds, what is not set left out. */
final class HealthcheckField {

    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Set<String> KINDS = Set.of("NONE", "CMD", "CMD-SHELL");

    private HealthcheckField() {}

    /**
     * Refuses a health check that no container would start with.
     *
     * @throws IllegalArgumentException if the test is of no known kind or lacks its command, a time is under a
     *     millisecond, or the retries are negative
     */
    static void validate(Healthcheck check) {
        if (!check.test().isEmpty() && !isTest(check)) {
            throw new IllegalArgumentException("Invalid test " + check.test()
                    + " of a health check: expected NONE alone, CMD with arguments, or CMD-SHELL with one command");
        }
        validate("interval", check.interval());
        validate("timeout", check.timeout());
        validate("start period", check.startPeriod());
        validate("start interval", check.startInterval());
        if (check.retries().orElse(0) < 0) {
            throw new IllegalArgumentException("Invalid retries of a health check: "
                    + check.retries().getAsInt() + ", expected a number from 0 on, where 0 is the engine's default");
        }
    }

    private static boolean isTest(Healthcheck check) {
        String kind = check.test().get(0);
        int words = check.test().size();
        return KINDS.contains(kind)
                && switch (kind) {
                    case "NONE" -> words == 1;
                    case "CMD" -> words > 1;
                    default -> words == 2;
                };
    }

    private static void validate(String what, Optional<Duration> time) {
        if (time.filter(value -> value.compareTo(SHORTEST) < 0).isPresent()) {
            throw new IllegalArgumentException("Invalid " + what + " of a health check: " + time.get()
                    + ", expected at least a millisecond; leave it out for the engine's default");
        }
    }

    static JsonObject write(Healthcheck check) {
        JsonEditor json = JsonObject.empty("health check").edit().texts("Test", check.test());
        check.interval().ifPresent(time -> json.number("Interval", time.toNanos()));
        check.timeout().ifPresent(time -> json.number("Timeout", time.toNanos()));
        check.startPeriod().ifPresent(time -> json.number("StartPeriod", time.toNanos()));
        check.startInterval().ifPresent(time -> json.number("StartInterval", time.toNanos()));
        check.retries().ifPresent(retries -> json.number("Retries", retries));
        return json.build();
    }
}
