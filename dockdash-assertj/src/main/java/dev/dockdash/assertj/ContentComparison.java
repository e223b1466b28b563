package dev.dockdash.assertj;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Says in one line where two contents differ first. */
final class ContentComparison {

    private static final int MAX_TEXT = 1 << 20;
    private static final int MAX_LINE = 120;

    private ContentComparison() {}

    static String of(byte[] old, byte[] found) {
        Optional<List<String>> before = lines(old);
        Optional<List<String>> after = lines(found);
        if (before.isPresent() && after.isPresent()) {
            int line = firstDifference(before.get(), after.get());
            return "content of line " + (line + 1) + ": -" + at(before.get(), line) + " +" + at(after.get(), line);
        }
        return "content from byte " + Arrays.mismatch(old, found) + " on, of " + old.length + " -> " + found.length;
    }

    /** Returns the lines of a text; empty for what is none. */
    private static Optional<List<String>> lines(byte[] bytes) {
        if (bytes.length > MAX_TEXT) {
            return Optional.empty();
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.indexOf('\0') >= 0 ? Optional.empty() : Optional.of(Arrays.asList(text.split("\n", -1)));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static int firstDifference(List<String> before, List<String> after) {
        int line = 0;
        while (line < before.size() && line < after.size() && before.get(line).equals(after.get(line))) {
            line++;
        }
        return line;
    }

    private static String at(List<String> lines, int line) {
        String text = line < lines.size() ? Redaction.of(lines.get(line)) : "(end)";
        return text.length() <= MAX_LINE ? text : text.substring(0, MAX_LINE) + "…";
    }
}
