package dev.dockdash.image;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Splits paths of layers and of questions into their names. */
final class PathNames {

    private PathNames() {}

    /**
     * Returns the names of an entry's path; none for the root.
     *
     * @throws IOException if the path climbs with {@code ..} or holds NUL
     */
    static List<String> ofEntry(String path) throws IOException {
        List<String> names = split(path);
        if (names.contains("..") || path.indexOf('\0') >= 0) {
            throw new IOException("Reading an image: the entry \"" + path.replace('\0', '?')
                    + "\" points outside of it; do not use this image");
        }
        return names;
    }

    /** Returns the names of a path, {@code .} and empty ones left out and {@code ..} kept. */
    static List<String> split(String path) {
        List<String> names = new ArrayList<>();
        for (String name : path.split("/", -1)) {
            if (!name.isEmpty() && !name.equals(".")) {
                names.add(name);
            }
        }
        return names;
    }
}
