package dev.dockdash.assertj;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** When assertions write a report of the image that they are about. */
enum ReportSetting {
    NEVER,
    ON_FAILURE;

    static final String PROPERTY = "dockdash.report";
    static final String VARIABLE = "DOCKDASH_REPORT";

    /**
     * Returns what the user chose.
     *
     * @throws IllegalArgumentException if that is none of the values there are
     */
    static ReportSetting ofUser() {
        return of(System.getProperties(), System.getenv());
    }

    /**
     * Refuses a wrong choice, before the first check rather than in place of what failed.
     *
     * @throws IllegalArgumentException if the user chose none of the values there are
     */
    static void requireValid() {
        ofUser();
    }

    /** The system property goes before the environment variable. */
    static ReportSetting of(Properties properties, Map<String, String> environment) {
        return Optional.ofNullable(properties.getProperty(PROPERTY))
                .map(value -> parse("System property " + PROPERTY, value))
                .or(() -> Optional.ofNullable(environment.get(VARIABLE))
                        .map(value -> parse("Environment variable " + VARIABLE, value)))
                .orElse(NEVER);
    }

    private static ReportSetting parse(String origin, String value) {
        return Arrays.stream(values())
                .filter(setting -> setting.toString().equalsIgnoreCase(value.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        origin + " is \"" + value + "\": expected one of " + List.of(values())));
    }

    /** Returns the value that chooses it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
