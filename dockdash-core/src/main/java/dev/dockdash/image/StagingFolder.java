package dev.dockdash.image;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A private folder that becomes the target when it is complete, and is removed when it does not come to that.
 *
 * <p>It lies beside the target, so that one move makes it the target. Where that cannot be, because the folder around the
 * target cannot be written or is on another file system, it is the target itself, which is emptied on failure.
 */
final class StagingFolder implements Closeable {

    private static final Logger LOG = System.getLogger(StagingFolder.class.getName());
    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rwx------");

    private final Path target;
    private final Path folder;
    private boolean committed;

    private StagingFolder(Path target, Path folder) {
        this.target = target;
        this.folder = folder;
    }

    /**
     * Makes the folder.
     *
     * @throws IOException if the target is not an empty folder, or neither it nor one beside it can be written
     */
    static StagingFolder of(Path directory) throws IOException {
        boolean exists = Files.exists(directory);
        Path target = exists ? directory.toRealPath() : directory.toAbsolutePath();
        if (exists) {
            requireEmpty(target);
        }
        Path parent = target.getParent();
        if (parent == null || (exists && !isOnOneFileSystem(parent, target))) {
            return new StagingFolder(target, target);
        }
        Files.createDirectories(parent);
        Path beside = parent.resolve(".dockdash-" + UUID.randomUUID());
        try {
            return new StagingFolder(target, Files.createDirectory(beside, privateFolder(parent)));
        } catch (IOException e) {
            if (!exists) {
                throw e;
            }
            LOG.log(Level.DEBUG, () -> "Extracting right into " + target, e);
            return new StagingFolder(target, target);
        }
    }

    /** Returns the attribute of a folder that others cannot enter, where the file system knows others. */
    static FileAttribute<?>[] privateFolder(Path near) {
        return isPosix(near)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PRIVATE)}
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path near) {
        return near.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static boolean isOnOneFileSystem(Path a, Path b) throws IOException {
        return !a.getFileSystem().supportedFileAttributeViews().contains("unix")
                || Files.getAttribute(a, "unix:dev").equals(Files.getAttribute(b, "unix:dev"));
    }

    /** Folders of images may have modes that keep their own owner out. */
    private static void letOwnerIn(Path folder) throws IOException {
        if (isPosix(folder)) {
            Files.setPosixFilePermissions(folder, PRIVATE);
        }
    }

    Path folder() {
        return folder;
    }

    /** Makes the folder the target. */
    void commit() throws IOException {
        if (!folder.equals(target)) {
            try {
                Files.move(folder, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                throw e;
            } catch (IOException e) {
                // Not every system moves a folder over an empty one.
                Files.deleteIfExists(target);
                Files.move(folder, target, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        committed = true;
    }

    @Override
    public void close() throws IOException {
        if (!committed) {
            if (!folder.equals(target)) {
                letOwnerIn(folder);
            }
            for (Path child : children(folder)) {
                deleteTree(child);
            }
            if (!folder.equals(target)) {
                Files.deleteIfExists(folder);
            }
        }
    }

    private static void requireEmpty(Path target) throws IOException {
        if (!Files.isDirectory(target)) {
            throw new NotDirectoryException(target.toString());
        }
        if (!children(target).isEmpty()) {
            throw new DirectoryNotEmptyException(target + ": expected an empty folder to extract into");
        }
    }

    private static List<Path> children(Path folder) throws IOException {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(children::add);
        }
        return children;
    }

    /** Deletes a folder and all that lies in it, whatever its folders' modes are. */
    static void deleteTree(Path top) throws IOException {
        Deque<Path> folders = new ArrayDeque<>();
        Deque<Path> left = new ArrayDeque<>(List.of(top));
        while (!left.isEmpty()) {
            Path next = left.pop();
            if (!Files.isDirectory(next, LinkOption.NOFOLLOW_LINKS)) {
                Files.delete(next);
                continue;
            }
            letOwnerIn(next);
            folders.push(next);
            children(next).forEach(left::push);
        }
        for (Path folder : folders) {
            Files.delete(folder);
        }
    }
}
