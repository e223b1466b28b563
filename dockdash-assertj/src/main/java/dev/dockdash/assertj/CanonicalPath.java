package dev.dockdash.assertj;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
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

    /** Returns the paths of all directories on the way to these. */
    static Set<String> parents(Collection<String> paths) {
        Set<String> parents = new HashSet<>();
        for (String path : paths) {
            String parent = parent(path);
            while (parents.add(parent)) {
                parent = parent(parent);
            }
        }
        return parents;
    }

    /** Returns a path without its {@code ..}, by its text alone; the parent of the root is the root. */
    static String normalized(String path) {
        Deque<String> names = new ArrayDeque<>();
        for (String name : ofEntry(path).split("/", -1)) {
            if (name.equals("..")) {
                names.pollLast();
            } else if (!name.isEmpty()) {
                names.add(name);
            }
        }
        return "/" + String.join("/", names);
    }
}
