package dev.dockdash.testregistry;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place of a chunk within a blob that is being uploaded.
 *
 * @param start the position of its first byte
 * @param end the position of its last byte
 */
record ContentRange(long start, long end) {

    private static final Pattern GRAMMAR = Pattern.compile("([0-9]{1,18})-([0-9]{1,18})");

    /**
     * Parses a Content-Range header in the form of the distribution specification, such as {@code 0-299}.
     *
     * @throws RefusedException if it is malformed
     */
    static ContentRange parse(String header) throws RefusedException {
        Matcher matcher = GRAMMAR.matcher(header);
        if (matcher.matches()) {
            ContentRange range = new ContentRange(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
            if (range.start <= range.end) {
                return range;
            }
        }
        throw new RefusedException(
                ErrorCode.BLOB_UPLOAD_INVALID,
                "Invalid Content-Range \"" + header + "\": expected <first byte>-<last byte>, such as 0-299");
    }

    long length() {
        return end - start + 1;
    }

    @Override
    public String toString() {
        return start + "-" + end;
    }
}
