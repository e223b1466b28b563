package dev.dockdash.testregistry;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A directory that lives no longer than this JVM.
 *
 * <p>Beside it lies a lock file, held as long as the directory is in use. A JVM that is killed lets go of its lock but
 * leaves its directory behind: the next one to make a directory in the same place finds the lock free and removes both.
 */
final class TemporaryDirectory implements AutoCloseable {

    private static final System.Logger LOGGER = System.getLogger(TemporaryDirectory.class.getName());

    private static final String PREFIX = "dockdash-registry-";
    private static final String LOCK_SUFFIX = ".lock";

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    /**
     * Begins the names of all that this JVM makes. Its own lock files must not be probed: to close a second channel to a
     * locked file gives up the lock on POSIX systems. The start time tells JVMs of the same process number apart, which
     * containers that share a folder have.
     */
    private static final String OWN_PREFIX = PREFIX + ProcessHandle.current().pid() + "-"
            + ProcessHandle.current()
                    .info()
                    .startInstant()
                    .map(Instant::toEpochMilli)
                    .orElse(0L)
            + "-";

    private final Path path;
    private final Path lockFile;
    private final FileChannel lockChannel;

    private TemporaryDirectory(Path path, Path lockFile, FileChannel lockChannel) {
        this.path = path;
        this.lockFile = lockFile;
        this.lockChannel = lockChannel;
    }

    /** Makes a directory in {@code parent} and removes what killed JVMs left there. */
    static TemporaryDirectory create(Path parent) throws IOException {
        removeLeftovers(parent);
        Optional<TemporaryDirectory> created = tryCreate(parent);
        while (created.isEmpty()) {
            created = tryCreate(parent);
        }
        return created.get();
    }

    Path path() {
        return path;
    }

    /** Removes the directory with all that is in it. */
    @Override
    public void close() throws IOException {
        try (lockChannel) {
            deleteTree(path);
            Files.deleteIfExists(lockFile);
        }
    }

    /** Empty if another JVM took the new lock file for a leftover in the moment before it was locked. */
    private static Optional<TemporaryDirectory> tryCreate(Path parent) throws IOException {
        Path lockFile = Files.createTempFile(parent, OWN_PREFIX, LOCK_SUFFIX);
        FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null && Files.exists(lockFile)) {
                return Optional.of(new TemporaryDirectory(createPrivate(directoryOf(lockFile)), lockFile, channel));
            }
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        return Optional.empty();
    }

    /** Other users of this machine have no business in what tests push. */
    private static Path createPrivate(Path directory) throws IOException {
        return directory.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? Files.createDirectory(directory, OWNER_ONLY)
                : Files.createDirectory(directory);
    }

    private static void removeLeftovers(Path parent) throws IOException {
        try (var lockFiles = Files.newDirectoryStream(parent, PREFIX + "*" + LOCK_SUFFIX)) {
            for (Path lockFile : lockFiles) {
                if (!nameOf(lockFile).startsWith(OWN_PREFIX)) {
                    removeIfLeftover(lockFile);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private static void removeIfLeftover(Path lockFile) {
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE)) {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                deleteTree(directoryOf(lockFile));
                Files.deleteIfExists(lockFile);
            }
        } catch (IOException | OverlappingFileLockException e) {
            // Another user's, or another thread or JVM is removing it right now: not ours to remove.
            LOGGER.log(System.Logger.Level.DEBUG, () -> "Left " + lockFile + " where it is", e);
        }
    }

    private static Path directoryOf(Path lockFile) {
        String name = nameOf(lockFile);
        return lockFile.resolveSibling(name.substring(0, name.length() - LOCK_SUFFIX.length()));
    }

    private static String nameOf(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static void deleteTree(Path directory) throws IOException {
        try {
            Files.walkFileTree(directory, new Deletion());
        } catch (NoSuchFileException e) {
            // Nothing to delete: the JVM was killed before it made the directory.
            LOGGER.log(System.Logger.Level.TRACE, () -> directory + " is gone already", e);
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
