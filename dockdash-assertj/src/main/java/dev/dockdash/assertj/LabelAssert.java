package dev.dockdash.assertj;

import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.assertj.core.api.AbstractStringAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on the value of one label.
 *
 * <p>Not thread-safe.
 */
public class LabelAssert extends AbstractDockdashAssert<LabelAssert, String> {

    private final String what;

    LabelAssert(@Nullable String actual, String name, Context context) {
        super(actual, LabelAssert.class, context);
        this.what = "label " + name;
    }

    /**
     * Checks the whole value.
     *
     * <pre>{@code
     * assertThat(config).label("team").hasValue("blue"); // passes
     * assertThat(config).label("team").hasValue("red");  // fails
     * }</pre>
     *
     * @throws AssertionError if it is another
     */
    public LabelAssert hasValue(String expected) {
        return check(value -> requireEqual(what, expected, value));
    }

    /**
     * Checks that a text is in the value.
     *
     * <pre>{@code
     * assertThat(config).label("team").contains("lu"); // passes for blue
     * assertThat(config).label("team").contains("re"); // fails
     * }</pre>
     *
     * @throws AssertionError if it is not
     */
    public LabelAssert contains(String text) {
        return check(value -> {
            if (!value.contains(text)) {
                throw failure(Message.expecting(what + " to contain: " + Message.show(text))
                        .with("actual", Message.show(value)));
            }
        });
    }

    /**
     * Checks that the whole value matches a regular expression.
     *
     * <pre>{@code
     * assertThat(config).label("version").matches("1\\.[0-9]+"); // passes for 1.12
     * assertThat(config).label("version").matches("1");          // fails
     * }</pre>
     *
     * @throws AssertionError if it does not
     * @throws java.util.regex.PatternSyntaxException if it is no regular expression
     */
    public LabelAssert matches(String regex) {
        Pattern pattern = Pattern.compile(regex);
        return check(value -> {
            if (!pattern.matcher(value).matches()) {
                throw failure(Message.expecting(what + " to match: " + regex).with("actual", Message.show(value)));
            }
        });
    }

    /** Goes on with the value as a text. */
    @CheckReturnValue
    public AbstractStringAssert<?> asText() {
        return text(what, reach(value -> value));
    }

    /**
     * Goes on with the value as JSON; that it is JSON is for the next check to ask.
     *
     * <pre>{@code
     * assertThat(config).label("io.buildpacks.build.metadata").asJson().hasValue("/launcher/version", "\"0.20.1\"");
     * }</pre>
     */
    @CheckReturnValue
    public JsonAssert asJson() {
        return navigate(
                value -> new JsonAssert(value, what, context()),
                unreachable -> new JsonAssert(null, what, unreachable));
    }

    /** Checks the value as JSON and comes back. */
    public LabelAssert asJson(Consumer<JsonAssert> checks) {
        checks.accept(asJson());
        return myself;
    }
}
