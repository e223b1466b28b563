package dev.dockdash.assertj;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.function.Consumer;
import org.assertj.core.api.AbstractStringAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on JSON that an image holds, in a file or a label.
 *
 * <p>Fields may stand in any order, and numbers are compared by value. Places are named by pointers of <a
 * href="https://www.rfc-editor.org/rfc/rfc6901">RFC 6901</a>, such as {@code /servers/0/name}. Every check first checks
 * that the text is JSON. Values whose names sound secret are not shown.
 *
 * <p>Not thread-safe.
 */
public class JsonAssert extends AbstractDockdashAssert<JsonAssert, String> {

    private static final int MAX_SHOWN = 200;

    private final String part;

    JsonAssert(@Nullable String actual, String part, Context context) {
        super(actual, JsonAssert.class, context);
        this.part = part;
    }

    /**
     * Checks that the text is the same JSON value as another.
     *
     * <pre>{@code
     * assertThat(image).file("/app/app.json").asJson().isEqualToJson("{\"port\": 8080}"); // passes for {"port":8080.0}
     * assertThat(image).file("/app/app.json").asJson().isEqualToJson("{}");               // fails
     * }</pre>
     *
     * @throws AssertionError if it is another, or the text is no JSON; the message names each place that differs
     * @throws IllegalArgumentException if the expected text is no JSON
     */
    public JsonAssert isEqualToJson(String expected) {
        JsonNode wanted = JsonText.parse(expected);
        return check(text -> requireSame("JSON of " + part, "", wanted, read(text)));
    }

    /**
     * Checks the value at a pointer.
     *
     * <pre>{@code
     * assertThat(image).file("/app/app.json").asJson().hasValue("/server/port", "8080");     // passes
     * assertThat(image).file("/app/app.json").asJson().hasValue("/server/name", "\"web\"");  // a text is in quotes
     * assertThat(image).file("/app/app.json").asJson().hasValue("/server/port", "\"8080\""); // fails: it is a number
     * }</pre>
     *
     * @param expected the value as JSON
     * @throws AssertionError if there is none or another
     * @throws IllegalArgumentException if the pointer is none, or the expected text no JSON
     */
    public JsonAssert hasValue(String pointer, String expected) {
        JsonNode wanted = JsonText.parse(expected);
        JsonText.pointer(pointer);
        return check(text -> requireSame(pointer + " in the JSON of " + part, pointer, wanted, require(text, pointer)));
    }

    /**
     * Checks that there is nothing at a pointer, not even {@code null}.
     *
     * <pre>{@code
     * assertThat(image).config().label("meta").asJson().doesNotHaveValue("/debug"); // passes for {"port": 8080}
     * assertThat(image).config().label("meta").asJson().doesNotHaveValue("/port");  // fails
     * }</pre>
     *
     * @throws AssertionError if there is something
     * @throws IllegalArgumentException if the pointer is none
     */
    public JsonAssert doesNotHaveValue(String pointer) {
        JsonText.pointer(pointer);
        return check(text -> {
            JsonNode found = read(text).at(pointer);
            if (!found.isMissingNode()) {
                throw failure(Message.expecting("nothing at " + pointer + " in the JSON of " + part)
                        .with("actual", JsonText.shown(pointer, found)));
            }
        });
    }

    /**
     * Goes on with the value at a pointer.
     *
     * <pre>{@code
     * assertThat(image).file("/app/app.json").asJson().at("/server/port").isEqualTo("8080");
     * assertThat(image).file("/app/app.json").asJson().at("/port").isEqualTo("8080"); // fails: there is none
     * }</pre>
     *
     * @throws AssertionError if there is none
     * @throws IllegalArgumentException if the pointer is none
     */
    @CheckReturnValue
    public JsonAssert at(String pointer) {
        JsonText.pointer(pointer);
        return navigate(
                text -> new JsonAssert(require(text, pointer).toString(), part + " at " + pointer, context()),
                unreachable -> new JsonAssert(null, part, unreachable));
    }

    /**
     * Checks the value at a pointer and comes back.
     *
     * <pre>{@code
     * json.at("/server/port", port -> port.isEqualTo("8080")); // passes for {"server": {"port": 8080}}
     * json.at("/port", port -> port.isEqualTo("8080"));        // fails: there is none
     * }</pre>
     *
     * @throws AssertionError if there is none
     * @throws IllegalArgumentException if the pointer is none
     */
    public JsonAssert at(String pointer, Consumer<JsonAssert> checks) {
        checks.accept(at(pointer));
        return myself;
    }

    /**
     * Goes on with a value that is a text, without its quotes.
     *
     * <pre>{@code
     * assertThat(image).file("/app/app.json").asJson().at("/server/name").asText().startsWith("we");
     * assertThat(image).file("/app/app.json").asJson().at("/server/port").asText().isBlank(); // fails for a number
     * }</pre>
     *
     * @throws AssertionError if it is no text
     */
    @CheckReturnValue
    public AbstractStringAssert<?> asText() {
        return text(part, reach(text -> {
            JsonNode node = read(text);
            if (!node.isTextual()) {
                throw failure(Message.expecting("a text as JSON of " + part).with("actual", JsonText.shown("", node)));
            }
            return node.textValue();
        }));
    }

    private JsonNode require(String text, String pointer) {
        JsonNode found = read(text).at(pointer);
        if (found.isMissingNode()) {
            throw failure(Message.expecting(pointer + " in the JSON of " + part + ", but there is nothing")
                    .with("actual", shortened(text)));
        }
        return found;
    }

    private void requireSame(String what, String pointer, JsonNode wanted, JsonNode found) {
        if (!JsonText.equal(wanted, found)) {
            Message message =
                    Message.expecting(what).withEach("differences", JsonText.differences(pointer, wanted, found));
            boolean secret = SecretName.looksSecret(CanonicalPath.name(pointer));
            throw secret
                    ? failure(message)
                    : failure(message, Redaction.of(JsonText.pretty(wanted)), Redaction.of(JsonText.pretty(found)));
        }
    }

    private JsonNode read(String text) {
        Optional<JsonNode> node = JsonText.read(text);
        return node.orElseThrow(() ->
                failure(Message.expecting(part + " to be JSON, but it is not").with("actual", shortened(text))));
    }

    private static String shortened(String text) {
        String shown = Redaction.of(text);
        return shown.length() <= MAX_SHOWN ? shown : shown.substring(0, MAX_SHOWN) + "…";
    }
}
