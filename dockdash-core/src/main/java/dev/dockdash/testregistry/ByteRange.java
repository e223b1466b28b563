package dev.dockdash.testregistry;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a blob that a client asked for.
 *
 * @param start the position of its first byte
 * @param length its length in bytes, at least one
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-14">RFC 9110, range requests</a>
 */
record ByteRange(long start, long length) {

    private static final Pattern SINGLE_RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /**
     * Parses a Range header for a blob of {@code size} bytes.
     *
     * @return the range, cut at the end of the blob; empty if the header is to be ignored because it is malformed or
     *     asks for several ranges
     * @throws RefusedException if no byte of the blob lies within the range
     */
    static Optional<ByteRange> parse(String header, long size) throws RefusedException {
        Matcher matcher = SINGLE_RANGE.matcher(header.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String first = matcher.group(1);
        String last = matcher.group(2);
        if (first.isEmpty()) {
            return last.isEmpty() ? Optional.empty() : Optional.of(suffix(header, Long.parseLong(last), size));
        }
        long start = Long.parseLong(first);
        long end = last.isEmpty() ? Long.MAX_VALUE : Long.parseLong(last);
        if (end < start) {
            return Optional.empty();
        }
        if (start >= size) {
            throw unsatisfiable(header, size);
        }
        return Optional.of(new ByteRange(start, Math.min(end, size - 1) - start + 1));
    }

    /** Returns the Content-Range header of the answer. */
    String contentRange(long size) {
        return "bytes " + start + "-" + (start + length - 1) + "/" + size;
    }

    private static ByteRange suffix(String header, long suffixLength, long size) throws RefusedException {
        long length = Math.min(suffixLength, size);
        if (length == 0) {
            throw unsatisfiable(header, size);
        }
        return new ByteRange(size - length, length);
    }

    private static RefusedException unsatisfiable(String header, long size) {
        return new RefusedException(
                        ErrorCode.SIZE_INVALID,
                        416,
                        "The range \"" + header + "\" holds no byte of a blob of " + size + " bytes")
                .withHeader("Content-Range", "bytes */" + size);
    }
}
