package dev.dockdash.junit;

import java.util.Arrays;
import java.util.List;

/**
 * The name of a resource from the root of the class path, without slash at its start and end.
 *
 * @param path the name; empty for the root
 */
record ResourceName(String path) {

    private static final List<String> NO_NAMES = List.of("", ".", "..");

    /**
     * Parses a name that may have a slash at its start or end.
     *
     * @throws IllegalArgumentException if no name is left, or it has an empty part, {@code .} or {@code ..}
     */
    static ResourceName parse(String text) {
        String path = text.substring(text.startsWith("/") ? 1 : 0);
        path = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        if (Arrays.stream(path.split("/", -1)).anyMatch(NO_NAMES::contains)) {
            throw new IllegalArgumentException("Invalid resource \"" + text
                    + "\": expected a directory from the root of the class path on, such as images/web");
        }
        return new ResourceName(path);
    }

    String lastPart() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    boolean isRoot() {
        return path.isEmpty();
    }

    /** Returns the resource that this one lies in; the root lies in itself. */
    ResourceName parent() {
        return new ResourceName(path.substring(0, Math.max(0, path.lastIndexOf('/'))));
    }

    @Override
    public String toString() {
        return path;
    }
}
