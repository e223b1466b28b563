package dev.dockdash.internal.json;

import java.util.List;
import java.util.Map;

/** A JSON value, immutable, in which nothing of the document is lost but white space. */
sealed interface JsonValue {

    /** Returns what JSON calls a value of this type, for messages. */
    String type();

    /**
     * An object.
     *
     * @param fields the fields in the order of the document; not copied, not changed
     */
    record Fields(Map<String, JsonValue> fields) implements JsonValue {

        @Override
        public String type() {
            return "object";
        }
    }

    /**
     * An array.
     *
     * @param elements its elements; not copied, not changed
     */
    record Elements(List<JsonValue> elements) implements JsonValue {

        @Override
        public String type() {
            return "array";
        }
    }

    /**
     * A string.
     *
     * @param text its characters
     */
    record Text(String text) implements JsonValue {

        @Override
        public String type() {
            return "string";
        }
    }

    /**
     * A number, kept as it is written: any other form would round some.
     *
     * @param digits the number as in the document
     */
    record Digits(String digits) implements JsonValue {

        @Override
        public String type() {
            return "number";
        }
    }

    /** A value of which there is only one of its kind. */
    enum Literal implements JsonValue {
        TRUE("boolean"),
        FALSE("boolean"),
        NULL("null");

        private final String type;

        Literal(String type) {
            this.type = type;
        }

        static Literal of(boolean value) {
            return value ? TRUE : FALSE;
        }

        @Override
        public String type() {
            return type;
        }
    }
}
