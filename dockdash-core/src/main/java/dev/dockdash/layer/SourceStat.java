package dev.dockdash.layer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a file system says about a source without opening it: one call, links not followed.
 *
 * @param type the type
 * @param size the length in bytes
 * @param modified the modification time
 * @param executable whether its owner may execute it
 * @param identity what of a Unix inode tells one file and one change of it from the next, where there are inodes
 */
record SourceStat(Type type, long size, FileTime modified, boolean executable, Optional<Inode> identity) {

    private static final String UNIX_ATTRIBUTES = "unix:mode,dev,ino,nlink,size,lastModifiedTime,ctime";
    private static final int TYPE_BITS = 0170000;
    private static final int OWNER_EXECUTE = 0100;

    /** The types of files on a disk. */
    enum Type {
        FILE,
        DIRECTORY,
        SYMBOLIC_LINK,
        OTHER
    }

    /**
     * A Unix inode.
     *
     * @param device the device that holds it
     * @param number its number there
     * @param links how many names it has
     * @param changed when its content or attributes last changed, which no program can set
     */
    record Inode(long device, long number, int links, FileTime changed) {}

    /** Reads the attributes of a file, of a link itself. */
    static SourceStat read(Path path) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return ofUnix(Files.readAttributes(path, UNIX_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS));
        }
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            PosixFileAttributes attributes =
                    Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return ofBasic(attributes, attributes.permissions().contains(PosixFilePermission.OWNER_EXECUTE));
        }
        return ofBasic(Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS), false);
    }

    private static SourceStat ofUnix(Map<String, Object> attributes) {
        int mode = (int) value(attributes, "mode");
        Inode inode = new Inode(
                ((Number) value(attributes, "dev")).longValue(),
                ((Number) value(attributes, "ino")).longValue(),
                (int) value(attributes, "nlink"),
                (FileTime) value(attributes, "ctime"));
        return new SourceStat(
                typeOf(mode),
                (long) value(attributes, "size"),
                (FileTime) value(attributes, "lastModifiedTime"),
                (mode & OWNER_EXECUTE) != 0,
                Optional.of(inode));
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
        return new SourceStat(type, attributes.size(), attributes.lastModifiedTime(), executable, Optional.empty());
    }

    private static Type typeOf(int mode) {
        return switch (mode & TYPE_BITS) {
            case 0100000 -> Type.FILE;
            case 0040000 -> Type.DIRECTORY;
            case 0120000 -> Type.SYMBOLIC_LINK;
            default -> Type.OTHER;
        };
    }

    private static Object value(Map<String, Object> attributes, String name) {
        return Objects.requireNonNull(attributes.get(name), name);
    }
}
