package dev.dockdash.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes JSON: strict about duplicate keys and trailing bytes, bounded in depth, exact in numbers. A mapper would
 * do the same, but to load its classes takes a fifth of the time in which a fresh JVM builds and pushes its first image.
 */
final class Json {

    /** Deeper than any real manifest or config, shallow enough that no document exhausts the stack. */
    private static final int MAX_DEPTH = 100;

    private static final int EXCERPT_LENGTH = 80;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Json() {}

    static JsonValue read(byte[] bytes, String what) {
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new IllegalArgumentException(what + ": not valid JSON: it is empty");
            }
            JsonValue value = value(parser, first);
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException(
                        what + ": not valid JSON: something follows its end: " + excerpt(bytes));
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    what + ": not valid JSON: " + e.getOriginalMessage() + ": " + excerpt(bytes), e);
        } catch (IOException e) {
            throw new IllegalArgumentException(what + ": not valid JSON: " + excerpt(bytes), e);
        }
    }

    private static JsonValue value(JsonParser parser, @Nullable JsonToken token) throws IOException {
        if (token == JsonToken.START_OBJECT) {
            Map<String, JsonValue> fields = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                fields.put(name, value(parser, parser.nextToken()));
            }
            return new JsonValue.Fields(fields);
        }
        if (token == JsonToken.START_ARRAY) {
            List<JsonValue> elements = new ArrayList<>();
            for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                elements.add(value(parser, next));
            }
            return new JsonValue.Elements(elements);
        }
        if (token == JsonToken.VALUE_STRING) {
            return new JsonValue.Text(parser.getText());
        }
        if (token == JsonToken.VALUE_NULL) {
            return JsonValue.Literal.NULL;
        }
        return token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE
                ? JsonValue.Literal.of(parser.getBooleanValue())
                : new JsonValue.Digits(parser.getText());
    }

    static byte[] write(JsonValue value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator generator = FACTORY.createGenerator(bytes)) {
            write(value, generator);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonValue value, JsonGenerator generator) throws IOException {
        if (value instanceof JsonValue.Fields object) {
            generator.writeStartObject();
            for (Map.Entry<String, JsonValue> field : object.fields().entrySet()) {
                generator.writeFieldName(field.getKey());
                write(field.getValue(), generator);
            }
            generator.writeEndObject();
        } else if (value instanceof JsonValue.Elements array) {
            generator.writeStartArray();
            for (JsonValue element : array.elements()) {
                write(element, generator);
            }
            generator.writeEndArray();
        } else if (value instanceof JsonValue.Text text) {
            generator.writeString(text.text());
        } else if (value instanceof JsonValue.Digits number) {
            generator.writeNumber(number.digits());
        } else if (value == JsonValue.Literal.NULL) {
            generator.writeNull();
        } else {
            generator.writeBoolean(value == JsonValue.Literal.TRUE);
        }
    }

    /** Returns the start of a document for a message, with control characters replaced. */
    static String excerpt(byte[] bytes) {
        String start = new String(bytes, 0, Math.min(bytes.length, EXCERPT_LENGTH), StandardCharsets.UTF_8);
        String printable = start.replaceAll("\\p{Cntrl}", "?");
        return '"' + printable + (bytes.length > EXCERPT_LENGTH ? "…" : "") + '"';
    }
}
