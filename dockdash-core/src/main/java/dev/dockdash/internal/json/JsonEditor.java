package dev.dockdash.internal.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Map;

/**
 * Changes named fields of a JSON object and leaves every other field, known or not, as it was. Not thread-safe.
 *
 * <p>An empty collection or map removes its field: the specs write absent, not empty.
 */
public final class JsonEditor {

    private final ObjectNode node;
    private final String path;

    JsonEditor(ObjectNode node, String path) {
        this.node = node;
        this.path = path;
    }

    /** Sets a string field. */
    public JsonEditor text(String field, String value) {
        node.put(field, value);
        return this;
    }

    /** Sets an integral field. */
    public JsonEditor number(String field, long value) {
        node.put(field, value);
        return this;
    }

    /** Sets a boolean field. */
    public JsonEditor flag(String field, boolean value) {
        node.put(field, value);
        return this;
    }

    /** Sets an array of strings. */
    public JsonEditor texts(String field, Collection<String> values) {
        if (values.isEmpty()) {
            return remove(field);
        }
        ArrayNode array = node.putArray(field);
        values.forEach(array::add);
        return this;
    }

    /** Sets an array of strings, kept when empty. */
    public JsonEditor allTexts(String field, Collection<String> values) {
        ArrayNode array = node.putArray(field);
        values.forEach(array::add);
        return this;
    }

    /** Sets an object of strings. */
    public JsonEditor textMap(String field, Map<String, String> values) {
        if (values.isEmpty()) {
            return remove(field);
        }
        ObjectNode object = node.putObject(field);
        values.forEach(object::put);
        return this;
    }

    /** Sets an object with these keys and empty objects as values, the form that ports and volumes have. */
    public JsonEditor keys(String field, Collection<String> keys) {
        if (keys.isEmpty()) {
            return remove(field);
        }
        ObjectNode object = node.putObject(field);
        keys.forEach(object::putObject);
        return this;
    }

    /** Sets an object field. */
    public JsonEditor object(String field, JsonObject value) {
        node.set(field, value.copyOfNode());
        return this;
    }

    /** Sets an array of objects, kept when empty. */
    public JsonEditor objects(String field, Collection<JsonObject> values) {
        ArrayNode array = node.putArray(field);
        values.forEach(value -> array.add(value.copyOfNode()));
        return this;
    }

    /** Removes a field. */
    public JsonEditor remove(String field) {
        node.remove(field);
        return this;
    }

    /** Returns the object as it now is; the editor stays usable. */
    public JsonObject build() {
        return new JsonObject(node.deepCopy(), path);
    }
}
