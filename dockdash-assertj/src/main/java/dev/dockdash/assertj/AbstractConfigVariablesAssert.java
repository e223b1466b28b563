package dev.dockdash.assertj;

import dev.dockdash.oci.ImageConfig;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.assertj.core.api.AbstractStringAssert;
import org.jspecify.annotations.Nullable;

/** Assertions on what a config names: environment variables and labels. */
abstract class AbstractConfigVariablesAssert<SELF extends AbstractConfigVariablesAssert<SELF>>
        extends AbstractDockdashAssert<SELF, ImageConfig> {

    private static final String DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    AbstractConfigVariablesAssert(@Nullable ImageConfig actual, Class<SELF> type, Context context) {
        super(actual, type, context);
    }

    /**
     * Checks the value of an environment variable.
     *
     * <pre>{@code
     * assertThat(config).hasEnv("LANG", "C.UTF-8"); // passes
     * assertThat(config).hasEnv("LANG", "C.utf8");  // fails
     * }</pre>
     *
     * @throws AssertionError if it is not set or has another value
     */
    public SELF hasEnv(String name, String value) {
        return check(config -> {
            if (!SecretName.looksSecret(name)) {
                requireEntry("environment variable", name, value, config.env());
            } else if (!value.equals(config.env().get(name))) {
                throw failure(secret(name, "the value of the test, which is not shown", config));
            }
        });
    }

    /**
     * Checks that an environment variable is set, whatever its value.
     *
     * <pre>{@code
     * assertThat(config).hasEnv("JAVA_HOME"); // passes
     * assertThat(config).hasEnv("java_home"); // fails: names are of one case
     * }</pre>
     *
     * @throws AssertionError if it is not set
     */
    public SELF hasEnv(String name) {
        return check(config -> {
            if (!config.env().containsKey(name)) {
                throw failure(Message.expecting("environment variable " + name + " to be set, but it is not")
                        .withAll("all", config.env().keySet()));
            }
        });
    }

    /**
     * Checks that the whole value of an environment variable matches a regular expression.
     *
     * <pre>{@code
     * assertThat(config).hasEnvMatching("JAVA_VERSION", "17\\..*"); // passes
     * assertThat(config).hasEnvMatching("JAVA_VERSION", "17");      // fails for 17.0.9: the whole value counts
     * }</pre>
     *
     * @throws AssertionError if it is not set or has a value that does not match
     * @throws java.util.regex.PatternSyntaxException if it is no regular expression
     */
    public SELF hasEnvMatching(String name, String regex) {
        Pattern pattern = Pattern.compile(regex);
        return check(config -> {
            Optional<String> found = Optional.ofNullable(config.env().get(name));
            if (found.filter(value -> pattern.matcher(value).matches()).isPresent()) {
                return;
            }
            if (SecretName.looksSecret(name)) {
                throw failure(secret(name, "a match of " + regex, config));
            }
            throw unmatched("environment variable", name, regex, config.env());
        });
    }

    /**
     * Checks that an environment variable is not set, not even to nothing.
     *
     * <pre>{@code
     * assertThat(config).doesNotHaveEnv("DEBUG"); // passes
     * assertThat(config).doesNotHaveEnv("PATH");  // fails
     * }</pre>
     *
     * @throws AssertionError if it is set, whatever its value
     */
    public SELF doesNotHaveEnv(String name) {
        return check(config -> {
            if (SecretName.looksSecret(name) && config.env().containsKey(name)) {
                throw failure(Message.expecting("no environment variable " + name)
                        .with("actual", "a value, which is not shown"));
            }
            requireNoEntry("environment variable", name, config.env());
        });
    }

    /**
     * Goes on with the value of an environment variable; AssertJ's messages show it, also if it is a secret.
     *
     * <pre>{@code
     * assertThat(config).env("JAVA_OPTS").contains("-XX:+UseSerialGC");
     * assertThat(config).env("JAVA_OPTIONS").contains("-X"); // fails if there is only JAVA_OPTS
     * }</pre>
     *
     * @throws AssertionError if it is not set
     */
    @CheckReturnValue
    public AbstractStringAssert<?> env(String name) {
        return text(
                "environment variable " + name, reach(config -> required("environment variable", name, config.env())));
    }

    /**
     * Checks that commands are looked for in a directory: that it is one of the variable {@code PATH}, or of those that
     * runtimes take when that is not set.
     *
     * <pre>{@code
     * assertThat(config).hasPath("/usr/bin");     // passes
     * assertThat(config).hasPath("/opt/app/bin"); // fails
     * }</pre>
     *
     * @throws AssertionError if it is not
     * @throws IllegalArgumentException if the path is empty
     */
    public SELF hasPath(String directory) {
        String wanted = CanonicalPath.of(directory);
        return check(config -> {
            List<String> found = directoriesOfPath(config);
            if (found.stream().map(CanonicalPath::ofEntry).noneMatch(wanted::equals)) {
                throw failure(Message.expecting("PATH to include: " + wanted).withEach("actual", found));
            }
        });
    }

    /** Returns the directories in which commands are looked for. */
    static List<String> directoriesOfPath(ImageConfig config) {
        String path = config.env().getOrDefault("PATH", DEFAULT_PATH);
        return Arrays.stream(path.split(":", -1))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /**
     * Checks the value of a label.
     *
     * <pre>{@code
     * assertThat(config).hasLabel("org.opencontainers.image.title", "web"); // passes
     * assertThat(config).hasLabel("org.opencontainers.image.title", "Web"); // fails
     * }</pre>
     *
     * @throws AssertionError if it is not there or has another value
     */
    public SELF hasLabel(String name, String value) {
        return check(config -> requireEntry("label", name, value, config.labels()));
    }

    /**
     * Checks that the whole value of a label matches a regular expression.
     *
     * <pre>{@code
     * assertThat(config).hasLabelMatching("org.opencontainers.image.revision", "[0-9a-f]{40}"); // passes
     * assertThat(config).hasLabelMatching("org.opencontainers.image.revision", "[0-9]+");       // fails
     * }</pre>
     *
     * @throws AssertionError if it is not there or has a value that does not match
     * @throws java.util.regex.PatternSyntaxException if it is no regular expression
     */
    public SELF hasLabelMatching(String name, String regex) {
        Pattern pattern = Pattern.compile(regex);
        return check(config -> {
            Optional<String> found = Optional.ofNullable(config.labels().get(name));
            if (found.filter(value -> pattern.matcher(value).matches()).isEmpty()) {
                throw unmatched("label", name, regex, config.labels());
            }
        });
    }

    /**
     * Checks that there is no label of that name.
     *
     * <pre>{@code
     * assertThat(config).doesNotHaveLabel("maintainer"); // passes if nobody is named
     * assertThat(config).doesNotHaveLabel("team");       // fails if team=web is there
     * }</pre>
     *
     * @throws AssertionError if there is one, whatever its value
     */
    public SELF doesNotHaveLabel(String name) {
        return check(config -> requireNoEntry("label", name, config.labels()));
    }

    /**
     * Goes on with the value of a label.
     *
     * <pre>{@code
     * assertThat(config).label("org.opencontainers.image.version").asText().startsWith("1.");
     * assertThat(config).label("version").contains("1."); // fails if there is no label of exactly this name
     * }</pre>
     *
     * @throws AssertionError if it is not there
     */
    @CheckReturnValue
    public LabelAssert label(String name) {
        return navigate(
                config -> new LabelAssert(required("label", name, config.labels()), name, context()),
                unreachable -> new LabelAssert(null, name, unreachable));
    }

    /**
     * Checks the value of a label and comes back.
     *
     * <pre>{@code
     * assertThat(config).label("team", label -> label.isEqualTo("web")); // passes for team=web
     * assertThat(config).label("tema", label -> label.isEqualTo("web")); // fails: there is no such label
     * }</pre>
     *
     * @throws AssertionError if it is not there
     */
    public SELF label(String name, Consumer<LabelAssert> checks) {
        checks.accept(label(name));
        return myself;
    }

    private String required(String what, String name, Map<String, String> found) {
        return Optional.ofNullable(found.get(name))
                .orElseThrow(() -> failure(Message.expecting(what + " " + name + " to be set, but it is not")
                        .withAll("all", found.keySet())));
    }

    private AssertionError unmatched(String what, String name, String regex, Map<String, String> found) {
        return failure(Message.expecting(what + " " + name + " to match: " + regex)
                .with("actual", Message.show(Optional.ofNullable(found.get(name))))
                .withAll("all", found.keySet()));
    }

    private static Message secret(String name, String expected, ImageConfig config) {
        boolean present = config.env().containsKey(name);
        return Message.expecting("environment variable " + name)
                .with("expected", expected)
                .with("actual", present ? "another value, which is not shown" : "none")
                .withAll("all", config.env().keySet());
    }
}
