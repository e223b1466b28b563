package dev.dockdash.layer;

import java.util.ArrayList;
import java.util.List;

/** The paths of an image as they are given and as they are written: {@code /a}, {@code ./a} and {@code a/} are one. */
final class EntryPath {

    static final String ROOT = "";
    static final String WHITEOUT_PREFIX = ".wh.";
    static final String OPAQUE_MARKER = ".wh..wh..opq";

    /** Names that AUFS kept its own notes under; nobody else gives them a meaning. */
    static final String AUFS_PREFIX = ".wh..wh.";

    private EntryPath() {}

    /**
     * Returns the path without slash at its start and end; the root is the empty string.
     *
     * @throws IllegalArgumentException if it is empty, climbs with {@code ..}, holds NUL or half a character, or is named
     *     like a whiteout
     */
    static String canonical(String path) {
        if (path.isEmpty()) {
            throw new IllegalArgumentException("Invalid path \"\" in a layer: expected a path such as /app/run");
        }
        if (path.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "Invalid path \"" + path.replace('\0', '?') + "\" in a layer: it holds a NUL character");
        }
        if (hasHalfCharacter(path)) {
            throw new IllegalArgumentException("Invalid path \"" + path
                    + "\" in a layer: it holds half of a surrogate pair, which UTF-8 cannot carry");
        }
        List<String> names = new ArrayList<>();
        for (String name : path.split("/", -1)) {
            if (!name.isEmpty() && !name.equals(".")) {
                names.add(checked(name, path));
            }
        }
        return String.join("/", names);
    }

    /** Tells whether a text holds half of a surrogate pair, which UTF-8 cannot carry. */
    static boolean hasHalfCharacter(String path) {
        int last = path.length() - 1;
        for (int i = 0; i <= last; i++) {
            if (Character.isSurrogate(path.charAt(i))
                    && (i == last || !Character.isSurrogatePair(path.charAt(i), path.charAt(++i)))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Checks a name that a file system gave.
     *
     * @param path the path that ends with it
     * @throws IllegalArgumentException if it cannot be a file's name, or is named like a whiteout
     */
    static void requireFile(String name, String path) {
        if (name.isEmpty() || name.equals(".") || name.indexOf('/') >= 0 || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("Invalid path \"" + path.replace('\0', '?')
                    + "\" in a layer: it ends with \"" + name.replace('\0', '?') + "\", which names no file");
        }
        checked(name, path);
    }

    private static String checked(String name, String path) {
        if (name.equals("..")) {
            throw new IllegalArgumentException(
                    "Invalid path \"" + path + "\" in a layer: \"..\" is not allowed, write the path it leads to");
        }
        if (name.startsWith(WHITEOUT_PREFIX)) {
            throw new IllegalArgumentException("Invalid path \"" + path + "\" in a layer: names that start with "
                    + WHITEOUT_PREFIX + " delete files of lower layers; use whiteout or opaque for that");
        }
        return name;
    }

    /**
     * Returns the canonical path of anything but the root.
     *
     * @throws IllegalArgumentException as {@link #canonical}, and for the root
     */
    static String belowRoot(String path) {
        String canonical = canonical(path);
        if (canonical.equals(ROOT)) {
            throw new IllegalArgumentException(
                    "Invalid path \"" + path + "\" in a layer: only a directory tree can go to the root");
        }
        return canonical;
    }

    static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? ROOT : path.substring(0, slash);
    }

    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Returns the last name of a path as it is written, slashes at its end left out. */
    static String lastName(String path) {
        return name(withoutSlashAtEnd(path));
    }

    /** Returns a path as it is written but for slashes at its end. */
    static String withoutSlashAtEnd(String path) {
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }

    static String child(String directory, String name) {
        return directory.isEmpty() ? name : directory + "/" + name;
    }

    /** Orders paths so that a directory is followed by all that lies in it. */
    static int compare(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                if (x == '/') {
                    return -1;
                }
                return y == '/' ? 1 : Character.compare(x, y);
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
