package dev.dockdash.cache;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Keeps the blobs of a cache within a bound: what was not used for longest goes first, what is in use stays. */
final class Eviction {

    private static final Logger LOG = System.getLogger(Eviction.class.getName());

    /** How much may be written between two counts, as a part of the bound. */
    private static final int COUNTS_PER_BOUND = 16;

    private final Path root;
    private final long maxSize;
    private final AtomicLong uncounted = new AtomicLong(-1);

    Eviction(Path root, long maxSize) {
        this.root = root;
        this.maxSize = maxSize;
    }

    /** Makes known that this JVM uses the cache, before it uses a blob. */
    void announceUse() {
        Leases.announce(root);
    }

    /** Takes note that a blob was added, and removes others if the bound may be passed. */
    void grown(long size) {
        long before = uncounted.get();
        long now = uncounted.addAndGet(size);
        if (before < 0 || now > maxSize / COUNTS_PER_BOUND) {
            uncounted.set(0);
            try {
                evict();
            } catch (IOException | UncheckedIOException e) {
                LOG.log(Level.WARNING, "The cache at " + root + " could not be kept within " + maxSize + " bytes", e);
            }
        }
    }

    /** Removes temporary files that JVMs left which were killed. */
    void removeAbandoned(Path temporaries) {
        try (Stream<Path> files = Files.list(temporaries)) {
            Instant inUseSince = Leases.earliestUse(root);
            for (Path file : files.toList()) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(inUseSince)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "Not tidied up: " + temporaries, e);
        }
    }

    private void evict() throws IOException {
        List<Stored> blobs = stored();
        long total = blobs.stream().mapToLong(Stored::size).sum();
        if (total <= maxSize) {
            return;
        }
        Instant inUseSince = Leases.earliestUse(root);
        blobs.sort(Comparator.comparing(Stored::lastUse));
        for (Stored blob : blobs) {
            if (total <= maxSize || !blob.lastUse().isBefore(inUseSince)) {
                return;
            }
            // Another process may have begun to use it since it was listed.
            if (read(blob.file()).equals(Optional.of(blob))) {
                Files.deleteIfExists(blob.file());
                total -= blob.size();
            }
        }
    }

    private List<Stored> stored() throws IOException {
        List<Stored> blobs = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root.resolve("blobs"), 2)) {
            files.forEach(file -> read(file).ifPresent(blobs::add));
        }
        return blobs;
    }

    private static Optional<Stored> read(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.isRegularFile()
                    ? Optional.of(new Stored(
                            file, attributes.size(), attributes.lastAccessTime().toInstant()))
                    : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Stored(Path file, long size, Instant lastUse) {}
}
