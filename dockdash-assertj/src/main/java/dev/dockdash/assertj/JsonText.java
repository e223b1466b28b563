package dev.dockdash.assertj;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** JSON as the tests compare it: fields in any order, numbers by their value. */
final class JsonText {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private static final Comparator<JsonNode> BY_VALUE = (left, right) -> {
        if (left.isNumber() && right.isNumber()) {
            return left.decimalValue().compareTo(right.decimalValue());
        }
        return left.equals(right) ? 0 : 1;
    };

    private JsonText() {}

    /** Returns what the text says; empty if it is no JSON. */
    static Optional<JsonNode> read(String text) {
        try {
            return Optional.of(MAPPER.readTree(text)).filter(node -> !node.isMissingNode());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /**
     * Returns what a text of a test says.
     *
     * @throws IllegalArgumentException if it is no JSON
     */
    static JsonNode parse(String text) {
        return read(text).orElseThrow(() -> new IllegalArgumentException("Invalid JSON in the test: " + text));
    }

    /**
     * Returns a pointer by RFC 6901.
     *
     * @throws IllegalArgumentException if it is not empty and does not start with a slash
     */
    static JsonPointer pointer(String text) {
        return JsonPointer.compile(text);
    }

    static boolean equal(JsonNode left, JsonNode right) {
        return left.equals(BY_VALUE, right);
    }

    /** Returns JSON with sorted fields on several lines, for a comparison by eye. */
    static String pretty(JsonNode node) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter()
                    .writeValueAsString(MAPPER.treeToValue(node, Object.class))
                    .replace("\r\n", "\n");
        } catch (JsonProcessingException e) {
            return node.toString();
        }
    }

    /**
     * Two values that differ, as they may be shown.
     *
     * @param pointer where they stand
     * @param expected one
     * @param actual the other
     */
    record Difference(String pointer, String expected, String actual) {

        String line() {
            return (pointer.isEmpty() ? "the whole" : pointer) + ": expected " + expected + " but was " + actual;
        }
    }

    /**
     * Returns the pointers at which two values differ, each with both values.
     *
     * @param pointer where the values stand
     */
    static List<String> differences(String pointer, JsonNode expected, JsonNode actual) {
        return compare(pointer, expected, actual).stream().map(Difference::line).toList();
    }

    /** Returns where two values differ. */
    static List<Difference> compare(String pointer, JsonNode expected, JsonNode actual) {
        List<Difference> differences = new ArrayList<>();
        compare(pointer, expected, actual, differences);
        return differences;
    }

    private static void compare(String pointer, JsonNode expected, JsonNode actual, List<Difference> differences) {
        if (expected.isObject() && actual.isObject()) {
            TreeSet<String> names = new TreeSet<>();
            expected.fieldNames().forEachRemaining(names::add);
            actual.fieldNames().forEachRemaining(names::add);
            names.forEach(name ->
                    compare(pointer + "/" + escaped(name), expected.path(name), actual.path(name), differences));
        } else if (expected.isArray() && actual.isArray()) {
            for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
                compare(pointer + "/" + i, expected.path(i), actual.path(i), differences);
            }
        } else if (!equal(expected, actual)) {
            differences.add(new Difference(pointer, shown(pointer, expected), shown(pointer, actual)));
        }
    }

    /** Returns a value as it may be shown: a secret is told by the name of its field or by its form. */
    static String shown(String pointer, JsonNode node) {
        if (node.isMissingNode()) {
            return "nothing";
        }
        String name = CanonicalPath.name(pointer);
        boolean secret = node.isValueNode() && SecretName.looksSecret(name);
        return secret ? Redaction.HIDDEN : Redaction.of(redacted(name, node).toString());
    }

    /** Returns a copy in which nothing stands that must not be shown. */
    static JsonNode redacted(JsonNode node) {
        return redacted("", node);
    }

    private static JsonNode redacted(String name, JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = object.objectNode();
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                copy.set(field.getKey(), redacted(field.getKey(), field.getValue()));
            }
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = array.arrayNode();
            array.forEach(value -> copy.add(redacted(name, value)));
            return copy;
        }
        if (node.isTextual()) {
            return TextNode.valueOf(Redaction.ofAssignment(name, node.textValue()));
        }
        return node;
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
