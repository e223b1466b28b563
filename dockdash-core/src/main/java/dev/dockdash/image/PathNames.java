package dev.dockdash.image;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Splits paths of layers and of questions into their names. */
final class PathNames {

    private static final String WHITEOUT_PREFIX = ".wh.";
    private static final String AUFS_PREFIX = ".wh..wh.";

    private PathNames() {}

    /**
     * Returns the names of an entry's path; none for the root.
     *
     * @throws IOException if the path climbs with {@code ..}, holds NUL or goes through the name of a whiteout
     */
    static List<String> ofEntry(String path) throws IOException {
        List<String> names = split(path);
        if (names.contains("..") || path.indexOf('\0') >= 0) {
            throw new IOException("Reading an image: the entry \"" + path.replace('\0', '?')
                    + "\" points outside of it; do not use this image");
        }
        for (String name : names) {
            if (name.startsWith(WHITEOUT_PREFIX) && !name.startsWith(AUFS_PREFIX)) {
                throw new IOException("Reading an image: the entry \"" + path + "\" lies in \"" + name
                        + "\", but such a name deletes files of lower layers");
            }
        }
        return names;
    }

    /** Tells whether these names lead to notes that AUFS left, which are not part of an image. */
    static boolean areOfAufs(List<String> names) {
        for (String name : names) {
            if (name.startsWith(AUFS_PREFIX)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the names of a path, {@code .} and empty ones left out and {@code ..} kept. */
    static List<String> split(String path) {
        List<String> names = new ArrayList<>();
        int start = 0;
        while (start < path.length()) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            if (end > start && !(end == start + 1 && path.charAt(start) == '.')) {
                names.add(path.substring(start, end));
            }
            start = end + 1;
        }
        return names;
    }
}
