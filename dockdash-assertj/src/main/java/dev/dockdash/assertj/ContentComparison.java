package dev.dockdash.assertj;

import dev.dockdash.image.FileEntry;
import dev.dockdash.image.ImageFilesystem;
import java.io.IOException;
import java.io.InputStream;
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
    private static final int BUFFER = 1 << 16;

    private ContentComparison() {}

    /**
     * Compares two files that differ; only small ones are held in memory.
     *
     * @throws IOException if a layer cannot be read
     */
    static String of(ImageFilesystem before, FileEntry old, ImageFilesystem after, FileEntry found) throws IOException {
        if (old.size() <= MAX_TEXT && found.size() <= MAX_TEXT) {
            return of(before.readAllBytes(old.path()), after.readAllBytes(found.path()));
        }
        try (InputStream left = before.open(old.path());
                InputStream right = after.open(found.path())) {
            return fromByte(mismatch(left, right), old.size(), found.size());
        }
    }

    /** Returns the number of the first byte that differs, or of the first that only one has. */
    private static long mismatch(InputStream left, InputStream right) throws IOException {
        byte[] leftBytes = new byte[BUFFER];
        byte[] rightBytes = new byte[BUFFER];
        long same = 0;
        while (true) {
            int leftLength = left.readNBytes(leftBytes, 0, BUFFER);
            int rightLength = right.readNBytes(rightBytes, 0, BUFFER);
            int at = Arrays.mismatch(leftBytes, 0, leftLength, rightBytes, 0, rightLength);
            if (at >= 0 || leftLength < BUFFER) {
                return same + Math.max(at, 0);
            }
            same += BUFFER;
        }
    }

    private static String fromByte(long first, long oldLength, long foundLength) {
        return "content from byte " + first + " on, of " + oldLength + " -> " + foundLength;
    }

    static String of(byte[] old, byte[] found) {
        Optional<List<String>> before = lines(old);
        Optional<List<String>> after = lines(found);
        if (before.isPresent() && after.isPresent()) {
            int line = firstDifference(before.get(), after.get());
            return "content of line " + (line + 1) + ": -" + at(before.get(), line) + " +" + at(after.get(), line);
        }
        return fromByte(Arrays.mismatch(old, found), old.length, found.length);
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
