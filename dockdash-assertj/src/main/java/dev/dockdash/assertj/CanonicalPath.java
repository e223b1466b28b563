package dev.dockdash.assertj;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Paths of an image in the one form in which they are compared: {@code x}, {@code ./x} and {@code x/} are {@code /x}. */
final class CanonicalPath {

    private CanonicalPath() {}

    /**
     * Returns the canonical form.
     *
     * @throws IllegalArgumentException if the path is empty
     */
    static String of(String path) {
        if (path.isEmpty()) {
            throw new IllegalArgumentException("Invalid path \"\" in an image: expected a path such as /app/run");
        }
        return ofEntry(path);
    }

    /** Returns the canonical form of a path as a layer has it, where the root may be written as nothing. */
    static String ofEntry(String path) {
        return Arrays.stream(path.split("/", -1))
                .filter(name -> !name.isEmpty() && !name.equals("."))
                .collect(Collectors.joining("/", "/", ""));
    }

    /** Returns the last name, empty for the root. */
    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Returns the path of the directory that a canonical path lies in, the root for the root. */
    static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash <= 0 ? "/" : path.substring(0, slash);
    }
}
