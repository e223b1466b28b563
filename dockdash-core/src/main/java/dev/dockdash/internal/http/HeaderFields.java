package dev.dockdash.internal.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The header fields of a message in their order; names are compared without regard to case. Immutable.
 *
 * @param fields the fields
 */
public record HeaderFields(List<Field> fields) {

    /** No fields. */
    public static final HeaderFields NONE = new HeaderFields(List.of());

    /**
     * One field.
     *
     * @param name its name, as it is written
     * @param value its value, without white space around it
     */
    public record Field(String name, String value) {}

    /** Creates header fields. */
    public HeaderFields {
        fields = List.copyOf(fields);
    }

    /** Returns the first value of a field. */
    public Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    /** Returns every value of a field, in their order. */
    public List<String> all(String name) {
        List<String> values = new ArrayList<>();
        for (Field field : fields) {
            if (field.name().equalsIgnoreCase(name)) {
                values.add(field.value());
            }
        }
        return values;
    }

    /** Returns the values of each field in their order, by its name in any case. */
    public Map<String, List<String>> byName() {
        Map<String, List<String>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Field field : fields) {
            values.computeIfAbsent(field.name(), name -> new ArrayList<>()).add(field.value());
        }
        return values;
    }

    /** Tells whether the comma-separated values of a field hold a word, in whatever case. */
    boolean holds(String name, String word) {
        return all(name).stream()
                .flatMap(value -> List.of(value.split(",", -1)).stream())
                .anyMatch(part -> part.strip().equalsIgnoreCase(word));
    }
}
