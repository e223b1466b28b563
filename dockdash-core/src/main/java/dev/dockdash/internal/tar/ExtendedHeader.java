package dev.dockdash.internal.tar;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What stands before a header and says more than it: PAX records, and GNU's long names. */
final class ExtendedHeader {

    private static final String XATTR_PREFIX = "SCHILY.xattr.";
    private static final String SPARSE_OFFSET = "GNU.sparse.offset";
    private static final String SPARSE_BYTES = "GNU.sparse.numbytes";

    private final Map<String, byte[]> records = new LinkedHashMap<>();

    /** The pairs of the oldest form of sparse maps, the only records whose repetition has a meaning. */
    private final List<Long> sparsePairs = new ArrayList<>();

    private String longName = "";
    private String longLinkName = "";

    void longName(byte[] text) {
        longName = TarText.field(text, 0, text.length);
    }

    void longLinkName(byte[] text) {
        longLinkName = TarText.field(text, 0, text.length);
    }

    /**
     * Takes the records of a PAX header in place of those of an earlier one.
     *
     * @throws IOException if they are not records with their own lengths
     */
    void read(byte[] header) throws IOException {
        records.clear();
        sparsePairs.clear();
        int position = 0;
        while (position < header.length) {
            position = readRecord(header, position);
        }
    }

    private int readRecord(byte[] header, int start) throws IOException {
        int space = start;
        long length = 0;
        while (space < header.length && header[space] >= '0' && header[space] <= '9' && length <= header.length) {
            length = length * 10 + header[space++] - '0';
        }
        int end = (int) Math.min(start + length, Integer.MAX_VALUE);
        int equals = indexOf(header, (byte) '=', space);
        boolean whole = space > start
                && end <= header.length
                && end > space + 1
                && header[space] == ' '
                && header[end - 1] == '\n'
                && equals > space + 1
                && equals < end;
        if (!whole) {
            throw new MalformedTarException(
                    "the extended header has no record of \"length key=value\" at its byte " + start);
        }
        String key = new String(header, space + 1, equals - space - 1, StandardCharsets.UTF_8);
        byte[] value = Arrays.copyOfRange(header, equals + 1, end - 1);
        add(key, value);
        return end;
    }

    private void add(String key, byte[] value) throws IOException {
        if (key.equals(SPARSE_OFFSET) || key.equals(SPARSE_BYTES)) {
            boolean expectsOffset = sparsePairs.size() % 2 == 0;
            if (expectsOffset != key.equals(SPARSE_OFFSET)) {
                throw new MalformedTarException(
                        "the extended header has a piece of a sparse file without offset or length");
            }
            sparsePairs.add(TarNumber.decimal(value, key));
        } else {
            records.put(key, value);
        }
    }

    private static int indexOf(byte[] bytes, byte wanted, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    /** Returns the name: GNU's long one before that of PAX before that of the header. */
    String name(String absent) throws IOException {
        return longName.isEmpty() ? text("GNU.sparse.name", text("path", absent)) : longName;
    }

    String linkName(String absent) throws IOException {
        return longLinkName.isEmpty() ? text("linkpath", absent) : longLinkName;
    }

    /** Returns a text; an empty one is as good as none. */
    String text(String key, String absent) throws IOException {
        byte[] value = records.get(key);
        if (value == null || value.length == 0) {
            return absent;
        }
        String text = TarText.decode(value, 0, value.length);
        if (text.indexOf('\0') >= 0) {
            throw new MalformedTarException("the " + key + " of the extended header holds a NUL character");
        }
        return text;
    }

    long number(String key, long absent) throws IOException {
        byte[] value = records.get(key);
        return value == null || value.length == 0 ? absent : TarNumber.decimal(value, key);
    }

    Instant modified(long absent) throws IOException {
        byte[] value = records.get("mtime");
        return value == null || value.length == 0 ? TarNumber.time(absent) : TarNumber.time(value);
    }

    /** Returns the extended attributes, their bytes as Latin-1 text. */
    Map<String, String> xattrs() {
        Map<String, String> xattrs = new LinkedHashMap<>();
        records.forEach((key, value) -> {
            if (key.startsWith(XATTR_PREFIX)) {
                xattrs.put(key.substring(XATTR_PREFIX.length()), new String(value, StandardCharsets.ISO_8859_1));
            }
        });
        return xattrs.isEmpty() ? Map.of() : xattrs;
    }

    boolean has(String key) {
        return records.containsKey(key);
    }

    List<Long> sparsePairs() {
        return sparsePairs;
    }
}
