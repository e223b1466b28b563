package dev.dockdash.image;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A file, directory, link or device of an image, as a container of it would find it.
 *
 * @param path the absolute path, such as {@code /etc/passwd}
 * @param type what it is; the further names of a hard-linked file are regular files like the first
 * @param mode permissions with setuid, setgid and sticky
 * @param uid the owner's number
 * @param gid the group's number
 * @param size the length in bytes, 0 for anything but a file
 * @param modified the modification time
 * @param linkTarget where a symbolic link leads, as it is written
 * @param layer the number of the layer that the entry comes from, counted from the base layer, 0; -1 for a directory
 *     that no layer has an entry for
 */
public record FileEntry(
        String path,
        FileType type,
        int mode,
        long uid,
        long gid,
        long size,
        Instant modified,
        Optional<String> linkTarget,
        int layer) {

    /** Creates an entry. */
    public FileEntry {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(modified, "modified");
        Objects.requireNonNull(linkTarget, "linkTarget");
    }

    /** Tells whether this is a file with content. */
    public boolean isRegularFile() {
        return type == FileType.REGULAR_FILE;
    }

    /** Tells whether this is a directory. */
    public boolean isDirectory() {
        return type == FileType.DIRECTORY;
    }

    /** Tells whether this is a symbolic link. */
    public boolean isSymbolicLink() {
        return type == FileType.SYMBOLIC_LINK;
    }
}
