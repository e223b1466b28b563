package dev.dockdash.layer;

/**
 * What lies below a layer: says where a directory really is, so that a layer on top neither spoils directories of the
 * base nor replaces links to them.
 */
@FunctionalInterface
public interface BaseDirectories {

    /**
     * Returns where a path of a directory leads, every symbolic link on the way and at its end followed inside the root.
     *
     * @param path a path without slash at its start and end, such as {@code var/run}
     */
    Location locate(String path);

    /**
     * Where a path leads.
     *
     * @param path the path behind all links, in the same form; of a missing directory as far as links lead there
     * @param exists whether a directory is there
     */
    record Location(String path, boolean exists) {}
}
