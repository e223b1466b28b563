package dev.dockdash.layer;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * What a file system says about a source without opening it: one call, links not followed. Kept small, for layers of many
 * files.
 *
 * @param type the type
 * @param size the length in bytes
 * @param modified the modification time in nanoseconds since the epoch
 * @param executable whether its owner may execute it
 * @param links how many names it has, 0 where the file system has no inodes; the rest is meaningless then
 * @param device the device that holds it
 * @param inode its number there
 * @param changed when its content or attributes last changed, in nanoseconds since the epoch; no program can set it
 */
record SourceStat(
        Type type, long size, long modified, boolean executable, int links, long device, long inode, long changed) {

    private static final String UNIX_ATTRIBUTES = "unix:mode,dev,ino,nlink,size,lastModifiedTime,ctime";

    /** Only the system's own inodes are to be trusted: other providers fill the same names with what they have. */
    private static final boolean INODES =
            FileSystems.getDefault().supportedFileAttributeViews().contains("unix");

    /** All that changes with the content; the rest cannot change without the last of them. */
    private static final String UNIX_CHANGES = "unix:ino,size,lastModifiedTime,ctime";

    private static final int TYPE_BITS = 0170000;
    private static final int OWNER_EXECUTE = 0100;

    /** The types of files on a disk. */
    enum Type {
        FILE,
        DIRECTORY,
        SYMBOLIC_LINK,
        OTHER
    }

    /** Reads the attributes of a file, of a link itself. */
    static SourceStat read(Path path) throws IOException {
        if (hasUnixAttributes(path)) {
            return ofUnix(Files.readAttributes(path, UNIX_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS));
        }
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            PosixFileAttributes attributes =
                    Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return ofBasic(attributes, attributes.permissions().contains(PosixFilePermission.OWNER_EXECUTE));
        }
        return ofBasic(Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS), false);
    }

    /** Tells whether the file system has inodes. */
    boolean hasInode() {
        return links > 0;
    }

    /** Tells whether neither content nor attributes changed after a time, as far as inodes tell. */
    boolean isUnchangedSince(long nanos) {
        return hasInode() && modified < nanos && changed < nanos;
    }

    /** Reads only as much as tells whether a file is still the one that this was read from, unchanged. */
    boolean isStillThatOf(Path path) throws IOException {
        if (!hasUnixAttributes(path)) {
            return equals(read(path));
        }
        Map<String, Object> now = Files.readAttributes(path, UNIX_CHANGES, LinkOption.NOFOLLOW_LINKS);
        return changed == nanos((FileTime) value(now, "ctime"))
                && modified == nanos((FileTime) value(now, "lastModifiedTime"))
                && size == (long) value(now, "size")
                && inode == ((Number) value(now, "ino")).longValue();
    }

    /** Tells whether a file lies where inodes are to be trusted. */
    static boolean hasUnixAttributes(Path path) {
        return INODES && path.getFileSystem() == FileSystems.getDefault();
    }

    private static SourceStat ofUnix(Map<String, Object> attributes) {
        int mode = (int) value(attributes, "mode");
        return new SourceStat(
                typeOf(mode),
                (long) value(attributes, "size"),
                nanos((FileTime) value(attributes, "lastModifiedTime")),
                (mode & OWNER_EXECUTE) != 0,
                (int) value(attributes, "nlink"),
                ((Number) value(attributes, "dev")).longValue(),
                ((Number) value(attributes, "ino")).longValue(),
                nanos((FileTime) value(attributes, "ctime")));
    }

    private static SourceStat ofBasic(BasicFileAttributes attributes, boolean executable) {
        Type type = Type.OTHER;
        if (attributes.isRegularFile()) {
            type = Type.FILE;
        } else if (attributes.isDirectory()) {
            type = Type.DIRECTORY;
        } else if (attributes.isSymbolicLink()) {
            type = Type.SYMBOLIC_LINK;
        }
        return new SourceStat(type, attributes.size(), nanos(attributes.lastModifiedTime()), executable, 0, 0, 0, 0);
    }

    private static Type typeOf(int mode) {
        return switch (mode & TYPE_BITS) {
            case 0100000 -> Type.FILE;
            case 0040000 -> Type.DIRECTORY;
            case 0120000 -> Type.SYMBOLIC_LINK;
            default -> Type.OTHER;
        };
    }

    private static long nanos(FileTime time) {
        return time.to(TimeUnit.NANOSECONDS);
    }

    private static Object value(Map<String, Object> attributes, String name) {
        return Objects.requireNonNull(attributes.get(name), name);
    }
}
