package dev.dockdash.internal.json;

import java.nio.charset.StandardCharsets;
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

    private static final JsonValue NONE = new JsonValue.Elements(List.of());

    private final JsonValue.Fields value;
    private final String path;

    JsonObject(JsonValue.Fields value, String path) {
        this.value = value;
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
        JsonValue parsed = Json.read(bytes, what);
        if (parsed instanceof JsonValue.Fields object) {
            return new JsonObject(object, what);
        }
        throw new IllegalArgumentException(
                what + ": expected a JSON object but was " + parsed.type() + ": " + Json.excerpt(bytes));
    }

    /**
     * Parses one JSON array of objects.
     *
     * @param what names the document in messages, such as {@code "manifest.json"}
     * @throws IllegalArgumentException if the bytes are not exactly one JSON array of objects, hold a duplicate key, or
     *     nest deeper than any document of the specs does
     */
    public static List<JsonObject> parseArray(byte[] bytes, String what) {
        JsonValue parsed = Json.read(bytes, what);
        if (!(parsed instanceof JsonValue.Elements array)) {
            throw new IllegalArgumentException(
                    what + ": expected a JSON array but was " + parsed.type() + ": " + Json.excerpt(bytes));
        }
        List<JsonObject> objects = new ArrayList<>(array.elements().size());
        for (JsonValue element : array.elements()) {
            if (!(element instanceof JsonValue.Fields object)) {
                throw new IllegalArgumentException(what + ": expected an array of objects but it has " + element.type()
                        + ": " + Json.excerpt(bytes));
            }
            objects.add(new JsonObject(object, what + "[]"));
        }
        return objects;
    }

    /** Returns an empty object, the start of a new document. */
    public static JsonObject empty(String what) {
        return new JsonObject(new JsonValue.Fields(Map.of()), what);
    }

    /** Returns an editor that holds a copy of this object's fields. */
    public JsonEditor edit() {
        return new JsonEditor(value.fields(), path);
    }

    /** Returns the compact UTF-8 form, fields in their order. */
    public byte[] toBytes() {
        return Json.write(value);
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
        Optional<JsonValue> number = value(field);
        if (number.isEmpty()) {
            return OptionalLong.empty();
        }
        if (number.get() instanceof JsonValue.Digits digits) {
            try {
                return OptionalLong.of(Long.parseLong(digits.digits()));
            } catch (NumberFormatException e) {
                throw wrongType(field, "a 64-bit integer", digits);
            }
        }
        throw wrongType(field, "a 64-bit integer", number.get());
    }

    /** Returns an integral field that must be there. */
    public long requiredNumber(String field) {
        return number(field).orElseThrow(() -> missing(field));
    }

    /** Returns a boolean field, {@code false} when it is absent. */
    public boolean flag(String field) {
        JsonValue flag = value(field).orElse(JsonValue.Literal.FALSE);
        if (!(flag instanceof JsonValue.Literal)) {
            throw wrongType(field, "a boolean", flag);
        }
        return flag == JsonValue.Literal.TRUE;
    }

    /** Returns the strings of an array field, empty when it is absent. */
    public List<String> texts(String field) {
        return elements(field, element -> asText(element, field));
    }

    /** Returns a field whose value is an object of strings, empty when it is absent, in the order of the document. */
    public Map<String, String> textMap(String field) {
        Map<String, String> map = new LinkedHashMap<>();
        fields(field)
                .ifPresent(object ->
                        object.fields().forEach((key, text) -> map.put(key, asText(text, field + "." + key))));
        return map;
    }

    /** Returns the keys of an object field, empty when it is absent, in the order of the document. */
    public Set<String> keys(String field) {
        return fields(field)
                .map(object -> new LinkedHashSet<>(object.fields().keySet()))
                .orElseGet(LinkedHashSet::new);
    }

    /** Returns a field whose value is an object. */
    public Optional<JsonObject> object(String field) {
        return fields(field).map(object -> new JsonObject(object, path + "." + field));
    }

    /** Returns a field whose value is an object and that must be there. */
    public JsonObject requiredObject(String field) {
        return object(field).orElseThrow(() -> missing(field));
    }

    /** Returns the objects of an array field, empty when it is absent. */
    public List<JsonObject> objects(String field) {
        return elements(field, element -> {
            if (element instanceof JsonValue.Fields object) {
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

    JsonValue.Fields value() {
        return value;
    }

    private Optional<JsonValue.Fields> fields(String field) {
        return value(field).map(known -> {
            if (known instanceof JsonValue.Fields object) {
                return object;
            }
            throw wrongType(field, "an object", known);
        });
    }

    private <T> List<T> elements(String field, Function<JsonValue, T> reader) {
        JsonValue known = value(field).orElse(NONE);
        if (known instanceof JsonValue.Elements array) {
            return array.elements().stream().map(reader).toList();
        }
        throw wrongType(field, "an array", known);
    }

    private Optional<JsonValue> value(String field) {
        return Optional.ofNullable(value.fields().get(field)).filter(known -> known != JsonValue.Literal.NULL);
    }

    private String asText(JsonValue known, String field) {
        if (known instanceof JsonValue.Text text) {
            return text.text();
        }
        throw wrongType(field, "a string", known);
    }

    private IllegalArgumentException missing(String field) {
        return new IllegalArgumentException(path + ": the field \"" + field + "\" is required but missing");
    }

    private IllegalArgumentException wrongType(String field, String expected, JsonValue actual) {
        return new IllegalArgumentException(
                path + "." + field + ": expected " + expected + " but was " + actual.type());
    }

    @Override
    public String toString() {
        return new String(toBytes(), StandardCharsets.UTF_8);
    }
}
