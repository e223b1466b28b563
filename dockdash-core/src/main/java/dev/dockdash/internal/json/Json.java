package dev.dockdash.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The one JSON mapper: strict about duplicate keys and trailing bytes, bounded in depth, exact in numbers. */
final class Json {

    /** Deeper than any real manifest or config, shallow enough that no document exhausts the stack. */
    private static final int MAX_DEPTH = 100;

    private static final int EXCERPT_LENGTH = 80;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // Fields that are not ours survive an edit digit by digit, which binary floating point would round.
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Json() {}

    static ObjectNode newObject() {
        return MAPPER.createObjectNode();
    }

    static JsonNode read(byte[] bytes, String what) {
        try {
            return MAPPER.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    what + ": not valid JSON: " + e.getOriginalMessage() + ": " + excerpt(bytes), e);
        } catch (IOException e) {
            throw new IllegalArgumentException(what + ": not valid JSON: " + excerpt(bytes), e);
        }
    }

    static byte[] write(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the start of a document for a message, with control characters replaced. */
    static String excerpt(byte[] bytes) {
        String start = new String(bytes, 0, Math.min(bytes.length, EXCERPT_LENGTH), StandardCharsets.UTF_8);
        String printable = start.replaceAll("\\p{Cntrl}", "?");
        return '"' + printable + (bytes.length > EXCERPT_LENGTH ? "…" : "") + '"';
    }
}
