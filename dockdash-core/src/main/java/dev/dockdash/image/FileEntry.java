package dev.dockdash.image;

import java.time.Instant;
import java.util.Map;
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
 * @param xattrs extended attributes by name, their bytes as Latin-1 text
 * @param device which device it is, for a device
 * @param inode a number that this file has in this image under each of its names and no other file has; -1 for a
 *     directory that no layer has an entry for
 * @param linkCount how many names the file has, 1 for anything without hard links
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
        Map<String, String> xattrs,
        Optional<Device> device,
        long inode,
        int linkCount,
        int layer) {

    /**
     * The numbers of a device.
     *
     * @param major which driver it has
     * @param minor which of the driver's devices it is
     */
    public record Device(int major, int minor) {}

    /** Creates an entry. */
    public FileEntry {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(modified, "modified");
        Objects.requireNonNull(linkTarget, "linkTarget");
        Objects.requireNonNull(device, "device");
        xattrs = Map.copyOf(xattrs);
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

    /** Tells whether both are names of one file of the same image. */
    public boolean isSameFile(FileEntry other) {
        return inode >= 0 ? inode == other.inode : path.equals(other.path);
    }
}
