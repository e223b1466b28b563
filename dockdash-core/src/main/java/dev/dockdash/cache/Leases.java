package dev.dockdash.cache;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Which JVMs use a cache, and since when: each holds a lock on a file of its own, which the system releases however the
 * JVM ends.
 */
final class Leases {

    private static final Logger LOG = System.getLogger(Leases.class.getName());

    /** Clocks of file systems tick slowly and lag behind, and clocks get set. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

    private static final Map<Path, Lease> OWN = new ConcurrentHashMap<>();

    /** Never opened again: closing any channel on a file releases all locks that the JVM holds on it, on POSIX systems. */
    private static final Set<String> OWN_NAMES = ConcurrentHashMap.newKeySet();

    private Leases() {}

    /** Tells whether this JVM took a lease on a cache. */
    static boolean isAnnounced(Path root) {
        return OWN.containsKey(root);
    }

    /** Takes a lease of this JVM on a cache, once; a cache that cannot be written needs none. */
    static void announce(Path root) {
        if (!isAnnounced(root)) {
            OWN.computeIfAbsent(root, Leases::take);
        }
    }

    /** Takes the lease again, after its file went with the folder. */
    static void renew(Path root) {
        OWN.remove(root);
        announce(root);
    }

    /**
     * Returns since when the longest-running JVM uses the cache, by any clock; leases of JVMs that ended are removed.
     */
    static Instant earliestUse(Path root) throws IOException {
        Instant earliest = Instant.now();
        for (Path file : leases(root)) {
            if (isHeld(file)) {
                earliest = earlier(earliest, since(file));
            } else {
                Files.deleteIfExists(file);
            }
        }
        return earliest.minus(CLOCK_TOLERANCE);
    }

    private static List<Path> leases(Path root) throws IOException {
        try (Stream<Path> files = Files.list(folder(root))) {
            return files.toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private static Lease take(Path root) {
        Instant now = Instant.now();
        try {
            Path folder = Files.createDirectories(folder(root));
            // Locked before it can be seen under its name, so that nobody takes it for one of a JVM that ended.
            Path temporary = Files.createDirectories(root.resolve("tmp"))
                    .resolve(UUID.randomUUID().toString());
            FileChannel channel = FileChannel.open(
                    temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = channel.lock();
            String name = now.toEpochMilli() + "-" + UUID.randomUUID();
            OWN_NAMES.add(name);
            Files.move(temporary, folder.resolve(name));
            return new Lease(List.of(channel, lock));
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "No lease on the cache at " + root, e);
            return new Lease(List.of());
        }
    }

    private static boolean isHeld(Path file) throws IOException {
        if (OWN_NAMES.contains(file.getFileName().toString())) {
            return true;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        } catch (NoSuchFileException e) {
            return false;
        } catch (OverlappingFileLockException e) {
            // Another thread of this JVM tries the same at this moment, and removes it if it can.
            return true;
        }
    }

    private static Instant since(Path file) {
        String name = file.getFileName().toString();
        try {
            return Instant.ofEpochMilli(Long.parseLong(name.substring(0, name.indexOf('-'))));
        } catch (NumberFormatException | StringIndexOutOfBoundsException e) {
            // Not one of ours, but locked: whoever holds it may use anything.
            return Instant.EPOCH;
        }
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static Path folder(Path root) {
        return root.resolve("leases");
    }

    /** Held as long as the JVM runs. */
    private record Lease(List<AutoCloseable> held) {}
}
