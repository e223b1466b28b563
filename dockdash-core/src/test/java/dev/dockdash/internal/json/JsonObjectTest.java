package dev.dockdash.internal.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonObjectTest {

    @Nested
    class Parsing {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{}",
                    "{\"b\":1,\"a\":[true,null,{\"x\":\"\\\"\"}],\"nested\":{\"z\":{},\"y\":[]}}",
                    "{\"text\":\"é☃\\uD83D\\uDC33\",\"empty\":\"\"}",
                    "{\"exact\":0.12345678901234567890123,\"zeros\":1.10,\"big\":123456789012345678901234567890}",
                    "{\"beyondDouble\":1E+400}",
                })
        void writesBackTheSameDocument(String document) {
            assertThat(text(parse(document))).isEqualTo(document);
            assertThat(text(parse(document).edit().build())).isEqualTo(document);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"a\":1,\"a\":1}",
                    "{\"a\":1,\"b\":2,\"a\":3}",
                    "{\"outer\":{\"a\":1,\"a\":2}}",
                    "{\"list\":[{\"a\":1,\"a\":2}]}",
                    "{\"a\":1,\"\\u0061\":2}",
                })
        void refusesADuplicateKey(String document) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> parse(document))
                    .withMessageStartingWith("config: not valid JSON: Duplicate field 'a'");
        }

        @ParameterizedTest
        @ValueSource(strings = {"[", "{", "{\"a\":}", "{} {}", "{}x", "{\"a\":NaN}", "{'a':1}", "{\"a\":1,}", "\u0000"})
        void refusesWhatIsNotOneDocument(String document) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> parse(document))
                    .withMessageStartingWith("config: not valid JSON: ");
        }

        @ParameterizedTest
        @ValueSource(strings = {"[]", "\"a\"", "1", "true", "null"})
        void refusesAnotherValueThanAnObject(String document) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> parse(document))
                    .withMessageStartingWith("config: expected a JSON object but was ")
                    .withMessageEndingWith('"' + document + '"');
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " "})
        void refusesNothing(String document) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> parse(document))
                    .withMessage("config: not valid JSON: it is empty");
        }

        @Test
        void keepsNumbersAsTheyAreWritten() {
            String document = "{\"a\":1.0,\"b\":-0,\"c\":12E400,\"d\":123456789012345678901234567890}";
            assertThat(parse(document).edit().text("e", "x").remove("e").build())
                    .hasToString(document);
        }

        @Test
        void boundsTheDepth() {
            assertThat(parse(nested(100)).has("a")).isTrue();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> parse(nested(101)))
                    .withMessageContaining("config: not valid JSON: ")
                    .withMessageContaining("nesting depth");
            assertThatIllegalArgumentException().isThrownBy(() -> parse("{\"a\":" + "[".repeat(1_000_000)));
        }

        @Test
        void quotesOnlyTheStartOfALongDocumentWithoutControlCharacters() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> parse("<html>\n\u001b[2J" + "x".repeat(10_000)))
                    .withMessageContaining("\"<html>??[2Jxxx")
                    .withMessageEndingWith("x…\"")
                    .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(400));
        }

        private static String nested(int depth) {
            return "{\"a\":".repeat(depth - 1) + "{}" + "}".repeat(depth - 1);
        }
    }

    @Nested
    class Reading {

        private final JsonObject object = parse("{\"text\":\"t\",\"number\":9223372036854775807,\"flag\":true,"
                + "\"texts\":[\"b\",\"a\"],\"map\":{\"z\":\"1\",\"a\":\"2\"},\"keys\":{\"80/tcp\":{},\"443/tcp\":{}},"
                + "\"objects\":[{\"n\":1},{\"n\":2}],\"nothing\":null}");

        @Test
        void readsEachFieldByItsType() {
            assertThat(object.text("text")).contains("t");
            assertThat(object.requiredText("text")).isEqualTo("t");
            assertThat(object.number("number")).hasValue(Long.MAX_VALUE);
            assertThat(object.requiredNumber("number")).isEqualTo(Long.MAX_VALUE);
            assertThat(object.flag("flag")).isTrue();
            assertThat(object.texts("texts")).containsExactly("b", "a");
            assertThat(object.textMap("map")).containsExactly(Map.entry("z", "1"), Map.entry("a", "2"));
            assertThat(object.keys("keys")).containsExactly("80/tcp", "443/tcp");
            assertThat(object.object("map"))
                    .hasValueSatisfying(map -> assertThat(map.requiredText("z")).isEqualTo("1"));
            assertThat(object.objects("objects"))
                    .extracting(element -> element.requiredNumber("n"))
                    .containsExactly(1L, 2L);
        }

        @ParameterizedTest
        @ValueSource(strings = {"absent", "nothing"})
        void readsAbsentAndNullAsEmpty(String field) {
            assertThat(object.has(field)).isFalse();
            assertThat(object.text(field)).isEmpty();
            assertThat(object.number(field)).isEmpty();
            assertThat(object.flag(field)).isFalse();
            assertThat(object.texts(field)).isEmpty();
            assertThat(object.textMap(field)).isEmpty();
            assertThat(object.keys(field)).isEmpty();
            assertThat(object.object(field)).isEmpty();
            assertThat(object.objects(field)).isEmpty();
        }

        static Stream<Arguments> requiredReaders() {
            return Stream.of(
                    reader("text", json -> json.requiredText("nothing")),
                    reader("number", json -> json.requiredNumber("nothing")),
                    reader("object", json -> json.requiredObject("nothing")));
        }

        @ParameterizedTest
        @MethodSource("requiredReaders")
        void namesARequiredFieldThatIsMissing(Consumer<JsonObject> reader) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> reader.accept(object))
                    .withMessage("config: the field \"nothing\" is required but missing");
        }

        static Stream<Arguments> wrongTypes() {
            return Stream.of(
                    wrongType("config.number: expected a string but was number", json -> json.text("number")),
                    wrongType("config.text: expected a 64-bit integer but was string", json -> json.number("text")),
                    wrongType("config.text: expected a boolean but was string", json -> json.flag("text")),
                    wrongType("config.text: expected an array but was string", json -> json.texts("text")),
                    wrongType("config.objects: expected a string but was object", json -> json.texts("objects")),
                    wrongType("config.keys.80/tcp: expected a string but was object", json -> json.textMap("keys")),
                    wrongType("config.texts: expected an object but was array", json -> json.textMap("texts")),
                    wrongType("config.texts: expected an object but was array", json -> json.keys("texts")),
                    wrongType("config.texts: expected an object but was array", json -> json.object("texts")),
                    wrongType(
                            "config.texts: expected an array of objects but was string", json -> json.objects("texts")),
                    wrongType("config.map: expected an array but was object", json -> json.objects("map")),
                    wrongType(
                            "config.map.z: expected an array but was string",
                            json -> json.requiredObject("map").texts("z")),
                    wrongType(
                            "config.objects[].n: expected a string but was number",
                            json -> json.objects("objects").get(0).text("n")));
        }

        @ParameterizedTest
        @MethodSource("wrongTypes")
        void namesAFieldOfTheWrongTypeByItsPath(String message, Consumer<JsonObject> reader) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> reader.accept(object))
                    .withMessage(message);
        }

        @Test
        void namesTheFieldThatAParserRefuses() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> object.parsed("text", "t", Integer::parseInt))
                    .withMessageStartingWith("config.text: ")
                    .withCauseInstanceOf(NumberFormatException.class);
        }

        private static Arguments reader(String name, Consumer<JsonObject> reader) {
            return Arguments.argumentSet(name, reader);
        }

        private static Arguments wrongType(String message, Consumer<JsonObject> reader) {
            return Arguments.argumentSet(message, message, reader);
        }
    }

    @Nested
    class Editing {

        @Test
        void keepsUnknownFieldsAndTheirOrder() {
            JsonObject object = parse("{\"x-vendor\":{\"deep\":[1,{\"a\":null}]},\"User\":\"0\",\"Healthcheck\":{},"
                    + "\"price\":1.10,\"OnBuild\":null}");

            assertThat(text(object.edit().text("User", "1000").build()))
                    .isEqualTo("{\"x-vendor\":{\"deep\":[1,{\"a\":null}]},\"User\":\"1000\",\"Healthcheck\":{},"
                            + "\"price\":1.10,\"OnBuild\":null}");
        }

        @Test
        void writesEachType() {
            JsonObject inner = JsonObject.empty("inner").edit().number("n", 1).build();

            assertThat(text(JsonObject.empty("config")
                            .edit()
                            .text("text", "t")
                            .number("number", Long.MAX_VALUE)
                            .flag("flag", true)
                            .texts("texts", List.of("b", "a"))
                            .textMap("map", Map.of("k", "v"))
                            .keys("keys", List.of("80/tcp"))
                            .object("object", inner)
                            .objects("objects", List.of(inner, inner))
                            .build()))
                    .isEqualTo("{\"text\":\"t\",\"number\":9223372036854775807,\"flag\":true,\"texts\":[\"b\",\"a\"],"
                            + "\"map\":{\"k\":\"v\"},\"keys\":{\"80/tcp\":{}},\"object\":{\"n\":1},"
                            + "\"objects\":[{\"n\":1},{\"n\":1}]}");
        }

        @Test
        void removesAFieldThatBecomesEmptyExceptAnArrayOfObjects() {
            JsonObject object =
                    parse("{\"texts\":[\"a\"],\"map\":{\"a\":\"b\"},\"keys\":{\"a\":{}},\"objects\":[{}],\"gone\":1}");

            assertThat(text(object.edit()
                            .texts("texts", List.of())
                            .textMap("map", Map.of())
                            .keys("keys", List.of())
                            .objects("objects", List.of())
                            .remove("gone")
                            .remove("neverThere")
                            .build()))
                    .isEqualTo("{\"objects\":[]}");
        }

        @Test
        void leavesTheObjectAndEarlierResultsAsTheyWere() {
            JsonObject object = parse("{\"nested\":{\"a\":\"1\"}}");
            JsonObject nested = object.requiredObject("nested");
            JsonEditor editor = object.edit().object("copy", nested);
            JsonObject first = editor.build();

            JsonObject second = editor.text("nested", "replaced").build();

            assertThat(text(object)).isEqualTo("{\"nested\":{\"a\":\"1\"}}");
            assertThat(text(first)).isEqualTo("{\"nested\":{\"a\":\"1\"},\"copy\":{\"a\":\"1\"}}");
            assertThat(text(second)).isEqualTo("{\"nested\":\"replaced\",\"copy\":{\"a\":\"1\"}}");
            assertThat(text(nested.edit().text("a", "2").build())).isEqualTo("{\"a\":\"2\"}");
            assertThat(text(nested)).isEqualTo("{\"a\":\"1\"}");
        }

        @Test
        void keepsThePathForMessages() {
            JsonObject edited = parse("{}").edit().number("User", 1).build();

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> edited.text("User"))
                    .withMessage("config.User: expected a string but was number");
        }
    }

    private static JsonObject parse(String document) {
        return JsonObject.parse(document.getBytes(UTF_8), "config");
    }

    private static String text(JsonObject object) {
        return new String(object.toBytes(), UTF_8);
    }
}
