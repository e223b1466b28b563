package dev.dockdash.internal.json;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Changes named fields of a JSON object and leaves every other field, known or not, as it was. Not thread-safe.
 *
 * <p>An empty collection or map removes its field: the specs write absent, not empty.
 */
public final class JsonEditor {

    private final Map<String, JsonValue> fields;
    private final String path;

    JsonEditor(Map<String, JsonValue> fields, String path) {
        this.fields = new LinkedHashMap<>(fields);
        this.path = path;
    }

    /** Sets a string field. */
    public JsonEditor text(String field, String value) {
        return set(field, new JsonValue.Text(value));
    }

    /** Sets an integral field. */
    public JsonEditor number(String field, long value) {
        return set(field, new JsonValue.Digits(Long.toString(value)));
    }

    /** Sets a boolean field. */
    public JsonEditor flag(String field, boolean value) {
        return set(field, JsonValue.Literal.of(value));
    }

    /** Sets an array of strings. */
    public JsonEditor texts(String field, Collection<String> values) {
        return values.isEmpty() ? remove(field) : allTexts(field, values);
    }

    /** Sets an array of strings, kept when empty. */
    public JsonEditor allTexts(String field, Collection<String> values) {
        return set(field, array(values, JsonValue.Text::new));
    }

    /** Sets an object of strings. */
    public JsonEditor textMap(String field, Map<String, String> values) {
        Map<String, JsonValue> texts = new LinkedHashMap<>();
        values.forEach((key, value) -> texts.put(key, new JsonValue.Text(value)));
        return texts.isEmpty() ? remove(field) : set(field, new JsonValue.Fields(texts));
    }

    /** Sets an object with these keys and empty objects as values, the form that ports and volumes have. */
    public JsonEditor keys(String field, Collection<String> keys) {
        Map<String, JsonValue> objects = new LinkedHashMap<>();
        keys.forEach(key -> objects.put(key, new JsonValue.Fields(Map.of())));
        return objects.isEmpty() ? remove(field) : set(field, new JsonValue.Fields(objects));
    }

    /** Sets an object field. */
    public JsonEditor object(String field, JsonObject value) {
        return set(field, value.value());
    }

    /** Sets an array of objects, kept when empty. */
    public JsonEditor objects(String field, Collection<JsonObject> values) {
        return set(field, array(values, JsonObject::value));
    }

    /** Removes a field. */
    public JsonEditor remove(String field) {
        fields.remove(field);
        return this;
    }

    /** Returns the object as it now is; the editor stays usable. */
    public JsonObject build() {
        return new JsonObject(new JsonValue.Fields(new LinkedHashMap<>(fields)), path);
    }

    private JsonEditor set(String field, JsonValue value) {
        fields.put(field, value);
        return this;
    }

    private static <T> JsonValue array(Collection<T> values, Function<T, JsonValue> toValue) {
        return new JsonValue.Elements(values.stream().map(toValue).toList());
    }
}
