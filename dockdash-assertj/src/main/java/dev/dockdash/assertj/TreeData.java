package dev.dockdash.assertj;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The files that the script of a report shows, as compact JSON: a row for each path, with the number of the row of its
 * directory, and numbers for what many rows have in common.
 *
 * <p>Begin with {@link #begin}, add paths sorted so that a directory comes before what lies in it, end with {@link #end}.
 */
final class TreeData {

    private final JsonGenerator json;
    private final Map<String, Integer> rows = new HashMap<>();
    private final Map<String, Integer> modes = new LinkedHashMap<>();
    private final Map<String, Integer> owners = new LinkedHashMap<>();
    private final Map<String, Integer> marks = new LinkedHashMap<>();

    TreeData(JsonGenerator json) {
        this.json = json;
    }

    /**
     * One row.
     *
     * @param path the absolute path
     * @param mode type and permissions
     * @param owner numbers and names of owner and group
     * @param size the length in bytes
     * @param marks what happened to it
     * @param more what only some rows have, by a letter: t for the target of a link, n for notes, w for wasted bytes
     */
    record Row(String path, String mode, String owner, long size, String marks, Map<String, Object> more) {}

    void begin(String kind) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", kind);
        json.writeArrayFieldStart("files");
    }

    void add(Row row) throws IOException {
        json.writeStartArray();
        json.writeNumber(rows.getOrDefault(CanonicalPath.parent(row.path()), -1));
        json.writeString(CanonicalPath.name(row.path()));
        json.writeNumber(number(modes, row.mode()));
        json.writeNumber(number(owners, row.owner()));
        json.writeNumber(row.size());
        json.writeNumber(number(marks, row.marks()));
        if (!row.more().isEmpty()) {
            writeMore(row.more());
        }
        json.writeEndArray();
        json.writeRaw('\n');
        rows.put(row.path(), rows.size());
    }

    private void writeMore(Map<String, Object> more) throws IOException {
        json.writeStartObject();
        for (Map.Entry<String, Object> field : more.entrySet()) {
            if (field.getValue() instanceof Number number) {
                json.writeNumberField(field.getKey(), number.longValue());
            } else {
                json.writeStringField(field.getKey(), field.getValue().toString());
            }
        }
        json.writeEndObject();
    }

    void end() throws IOException {
        json.writeEndArray();
        write("modes", modes);
        write("owners", owners);
        write("marks", marks);
        json.writeEndObject();
        json.flush();
    }

    private void write(String name, Map<String, Integer> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values.keySet()) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    private static int number(Map<String, Integer> numbers, String value) {
        Integer known = numbers.putIfAbsent(value, numbers.size());
        return known == null ? numbers.size() - 1 : known;
    }
}
