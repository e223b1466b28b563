package dev.dockdash.layer;

import dev.dockdash.internal.tar.TarEntry;
import java.io.IOException;
import java.util.Map;

/** Counts what the entries of a layer ask for, and refuses the one that asks for too much. */
final class EntryLimits {

    private static final int SHOWN_LENGTH = 60;

    private final LayerLimits limits;
    private final String source;
    private long bytes;
    private long headerSize;
    private int entries;

    EntryLimits(LayerLimits limits, String source) {
        this.limits = limits;
        this.source = source;
    }

    void check(TarEntry entry) throws IOException {
        entries++;
        bytes += Math.min(entry.size(), Long.MAX_VALUE - bytes);
        headerSize += headerSize(entry);
        require(entries <= limits.entries(), "has more than " + limits.entries() + " entries");
        require(bytes <= limits.bytes(), "has files of more than " + limits.bytes() + " bytes");
        require(
                headerSize <= limits.totalHeaderSize(),
                "has headers of more than " + limits.totalHeaderSize() + " bytes");
        checkPath(entry.name());
        require(
                utf8Length(entry.linkName(), 0, entry.linkName().length()) <= limits.pathLength(),
                "has the link " + shown(entry.name()) + " whose target has more than " + limits.pathLength()
                        + " bytes");
    }

    private void checkPath(String path) throws IOException {
        int depth = 0;
        int length = 0;
        int start = 0;
        while (start <= path.length()) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            int nameLength = utf8Length(path, start, end);
            length += nameLength + 1;
            depth += nameLength > 0 ? 1 : 0;
            require(
                    nameLength <= limits.nameLength(),
                    "has the path " + shown(path) + " with a name of " + nameLength + " bytes; expected at most "
                            + limits.nameLength());
            start = end + 1;
        }
        require(
                length - 1 <= limits.pathLength(),
                "has the path " + shown(path) + " of " + (length - 1) + " bytes; expected at most "
                        + limits.pathLength());
        require(
                depth <= limits.depth(),
                "has the path " + shown(path) + " of " + depth + " names; expected at most " + limits.depth());
    }

    private static long headerSize(TarEntry entry) {
        long size = (long) entry.name().length()
                + entry.linkName().length()
                + entry.userName().length()
                + entry.groupName().length()
                + 16L * entry.sparse().count();
        for (Map.Entry<String, String> xattr : entry.xattrs().entrySet()) {
            size += xattr.getKey().length() + xattr.getValue().length();
        }
        return size;
    }

    private static int utf8Length(String text, int start, int end) {
        int length = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c)) {
                length += 4;
            } else if (Character.isLowSurrogate(c)) {
                // The second half of a pair was counted with the first; alone it stands for a byte that was no UTF-8.
                length += i > start && Character.isHighSurrogate(text.charAt(i - 1)) ? 0 : 1;
            } else {
                length += c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
            }
        }
        return length;
    }

    private void require(boolean condition, String problem) throws IOException {
        if (!condition) {
            throw new IOException(
                    "Reading " + source + ": it " + problem + "; raise the limits if it is to be trusted");
        }
    }

    private static String shown(String path) {
        String start = path.length() <= SHOWN_LENGTH ? path : path.substring(0, SHOWN_LENGTH) + "…";
        return '"' + start.replace('\n', '?').replace('\u001b', '?') + '"';
    }
}
