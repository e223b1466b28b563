package dev.dockdash.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/**
 * An immutable JSON object whose fields are read by type.
 *
 * <p>A field that is absent or {@code null} is empty; a field of another type than the asked one is an
 * {@link IllegalArgumentException} that names the field by its path. Thread-safe.
 */
public final class JsonObject {

    private final ObjectNode node;
    private final String path;

    JsonObject(ObjectNode node, String path) {
        this.node = node;
        this.path = path;
    }

    /**
     * Parses one JSON object.
     *
     * @param what names the document in messages, such as {@code "image manifest"}
     * @throws IllegalArgumentException if the bytes are not exactly one JSON object, hold a duplicate key, or nest
     *     deeper than any document of the specs does
     */
    public static JsonObject parse(byte[] bytes, String what) {
        JsonNode parsed = Json.read(bytes, what);
        if (parsed instanceof ObjectNode object) {
            return new JsonObject(object, what);
        }
        throw new IllegalArgumentException(
                what + ": expected a JSON object but was " + typeOf(parsed) + ": " + Json.excerpt(bytes));
    }

    /**
     * Parses one JSON array of objects.
     *
     * @param what names the document in messages, such as {@code "manifest.json"}
     * @throws IllegalArgumentException if the bytes are not exactly one JSON array of objects, hold a duplicate key, or
     *     nest deeper than any document of the specs does
     */
    public static List<JsonObject> parseArray(byte[] bytes, String what) {
        JsonNode parsed = Json.read(bytes, what);
        if (!parsed.isArray()) {
            throw new IllegalArgumentException(
                    what + ": expected a JSON array but was " + typeOf(parsed) + ": " + Json.excerpt(bytes));
        }
        List<JsonObject> objects = new ArrayList<>(parsed.size());
        for (JsonNode element : parsed) {
            if (!(element instanceof ObjectNode object)) {
                throw new IllegalArgumentException(what + ": expected an array of objects but it has " + typeOf(element)
                        + ": " + Json.excerpt(bytes));
            }
            objects.add(new JsonObject(object, what + "[]"));
        }
        return objects;
    }

    /** Returns an empty object, the start of a new document. */
    public static JsonObject empty(String what) {
        return new JsonObject(Json.newObject(), what);
    }

    /** Returns an editor that holds a copy of this object's fields. */
    public JsonEditor edit() {
        return new JsonEditor(node.deepCopy(), path);
    }

    /** Returns the compact UTF-8 form, fields in their order. */
    public byte[] toBytes() {
        return Json.write(node);
    }

    /** Tells whether the field is there and not {@code null}. */
    public boolean has(String field) {
        return value(field).isPresent();
    }

    /** Returns a string field. */
    public Optional<String> text(String field) {
        return value(field).map(value -> asText(value, field));
    }

    /** Returns a string field that must be there. */
    public String requiredText(String field) {
        return text(field).orElseThrow(() -> missing(field));
    }

    /** Returns an integral field. */
    public OptionalLong number(String field) {
        Optional<JsonNode> value = value(field);
        if (value.isEmpty()) {
            return OptionalLong.empty();
        }
        if (!value.get().isIntegralNumber() || !value.get().canConvertToLong()) {
            throw wrongType(field, "a 64-bit integer", value.get());
        }
        return OptionalLong.of(value.get().longValue());
    }

    /** Returns an integral field that must be there. */
    public long requiredNumber(String field) {
        return number(field).orElseThrow(() -> missing(field));
    }

    /** Returns a boolean field, {@code false} when it is absent. */
    public boolean flag(String field) {
        return value(field)
                .map(value -> {
                    if (!value.isBoolean()) {
                        throw wrongType(field, "a boolean", value);
                    }
                    return value.booleanValue();
                })
                .orElse(false);
    }

    /** Returns the strings of an array field, empty when it is absent. */
    public List<String> texts(String field) {
        return elements(field, element -> asText(element, field));
    }

    /** Returns a field whose value is an object of strings, empty when it is absent, in the order of the document. */
    public Map<String, String> textMap(String field) {
        Map<String, String> map = new LinkedHashMap<>();
        objectNode(field)
                .ifPresent(object -> object.properties()
                        .forEach(entry ->
                                map.put(entry.getKey(), asText(entry.getValue(), field + "." + entry.getKey()))));
        return map;
    }

    /** Returns the keys of an object field, empty when it is absent, in the order of the document. */
    public Set<String> keys(String field) {
        Set<String> keys = new LinkedHashSet<>();
        objectNode(field).ifPresent(object -> object.fieldNames().forEachRemaining(keys::add));
        return keys;
    }

    /** Returns a field whose value is an object. */
    public Optional<JsonObject> object(String field) {
        return objectNode(field).map(object -> new JsonObject(object, path + "." + field));
    }

    /** Returns a field whose value is an object and that must be there. */
    public JsonObject requiredObject(String field) {
        return object(field).orElseThrow(() -> missing(field));
    }

    /** Returns the objects of an array field, empty when it is absent. */
    public List<JsonObject> objects(String field) {
        return elements(field, element -> {
            if (element instanceof ObjectNode object) {
                return new JsonObject(object, path + "." + field + "[]");
            }
            throw wrongType(field, "an array of objects", element);
        });
    }

    /** Reads a field through {@code parser}, which may refuse it with an {@link IllegalArgumentException}. */
    public <T> T parsed(String field, String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(path + "." + field + ": " + e.getMessage(), e);
        }
    }

    ObjectNode copyOfNode() {
        return node.deepCopy();
    }

    private Optional<ObjectNode> objectNode(String field) {
        return value(field).map(value -> {
            if (value instanceof ObjectNode object) {
                return object;
            }
            throw wrongType(field, "an object", value);
        });
    }

    private <T> List<T> elements(String field, Function<JsonNode, T> reader) {
        Optional<JsonNode> array = value(field);
        if (array.isEmpty()) {
            return List.of();
        }
        if (!array.get().isArray()) {
            throw wrongType(field, "an array", array.get());
        }
        List<T> elements = new ArrayList<>(array.get().size());
        array.get().forEach(element -> elements.add(reader.apply(element)));
        return elements;
    }

    private Optional<JsonNode> value(String field) {
        return Optional.ofNullable(node.get(field)).filter(value -> !value.isNull());
    }

    private String asText(JsonNode value, String field) {
        if (!value.isTextual()) {
            throw wrongType(field, "a string", value);
        }
        return value.textValue();
    }

    private IllegalArgumentException missing(String field) {
        return new IllegalArgumentException(path + ": the field \"" + field + "\" is required but missing");
    }

    private IllegalArgumentException wrongType(String field, String expected, JsonNode actual) {
        return new IllegalArgumentException(
                path + "." + field + ": expected " + expected + " but was " + typeOf(actual));
    }

    private static String typeOf(JsonNode node) {
        return node.getNodeType().toString().toLowerCase(java.util.Locale.ROOT);
    }

    @Override
    public String toString() {
        return node.toString();
    }
}
