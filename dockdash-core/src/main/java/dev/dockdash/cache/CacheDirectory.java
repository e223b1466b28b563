package dev.dockdash.cache;

import dev.dockdash.blob.Blob;
import dev.dockdash.oci.Digest;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The folders of a cache, and the temporary ones that stand in when it cannot be written. */
final class CacheDirectory {

    private static final Logger LOG = System.getLogger(CacheDirectory.class.getName());
    private static final String LAYOUT = "{\"imageLayoutVersion\":\"1.0.0\"}";
    private static final String EMPTY_INDEX = "{\"schemaVersion\":2,\"manifests\":[]}";

    private final Path root;
    private final Eviction eviction;
    private final KnownBlobs knownBlobs = new KnownBlobs();
    private final KnownNotes knownNotes = new KnownNotes();
    private volatile @Nullable Path writable;

    CacheDirectory(Path root, long maxSize) {
        this.root = root.toAbsolutePath();
        this.eviction = new Eviction(this.root, maxSize);
    }

    Path root() {
        return root;
    }

    Optional<Blob> find(Digest digest) {
        Path place = writable;
        // Looking for a blob must not make the folder of the cache, which a lease does.
        if (Leases.isAnnounced(root) || Files.isDirectory(root)) {
            eviction.announceUse();
            Optional<Blob> inCache = findIn(root, digest);
            if (inCache.isPresent() || root.equals(place)) {
                return inCache;
            }
        }
        return place == null || place.equals(root) ? Optional.empty() : findIn(place, digest);
    }

    private Optional<Blob> findIn(Path place, Digest digest) {
        return knownBlobs.find(blob(place, digest), () -> stamp(place, digest), digest);
    }

    BlobWriter newBlob() throws IOException {
        eviction.announceUse();
        try {
            return open(writablePlace());
        } catch (IOException e) {
            // The folder was deleted or can no longer be written: prepare it again, or another one.
            writable = null;
            Leases.renew(root);
            return open(writablePlace());
        }
    }

    Optional<String> readNote(CacheKey key) {
        Path place = writable;
        Optional<String> note = read(note(root, key));
        return note.isPresent() || place == null || place.equals(root) ? note : read(note(place, key));
    }

    /** Reads a note whose text follows from its key, once. */
    Optional<String> readUnchangingNote(CacheKey key) {
        return knownNotes.find(key, this::readNote);
    }

    void writeNote(CacheKey key, String text) {
        knownNotes.forget(key);
        try {
            Path place = writablePlace();
            replace(place, note(place, key), text);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, () -> "Not remembered: " + key, e);
        }
    }

    private BlobWriter open(Path place) throws IOException {
        return new BlobWriter(
                temporary(place),
                digest -> blob(place, digest),
                (file, digest, size) -> committed(place, file, digest, size));
    }

    private void committed(Path place, Path file, Digest digest, long size) {
        try {
            replace(place, stamp(place, digest), FileStamp.of(file).text());
        } catch (IOException e) {
            LOG.log(Level.DEBUG, () -> "Will be read again when it is looked for: " + file, e);
        }
        if (place.equals(root)) {
            eviction.grown(size);
        }
    }

    /** Finds out by writing, in the folder itself, because permissions and full disks cannot be asked for. */
    private Path writablePlace() throws IOException {
        Path place = writable;
        if (place == null) {
            try {
                place = prepare(root);
                eviction.removeAbandoned(root.resolve("tmp"));
            } catch (IOException e) {
                place = prepare(TemporaryFolders.create());
                LOG.log(
                        Level.WARNING,
                        "The cache at {0} cannot be written ({1}); this run builds into {2}",
                        root,
                        e,
                        place);
            }
            writable = place;
        }
        return place;
    }

    private static Path prepare(Path place) throws IOException {
        Files.createDirectories(place.resolve("blobs").resolve("sha256"));
        Files.createDirectories(place.resolve("tmp"));
        Files.delete(Files.createFile(temporary(place)));
        writeIfAbsent(place, "oci-layout", LAYOUT);
        writeIfAbsent(place, "index.json", EMPTY_INDEX);
        return place;
    }

    private static void writeIfAbsent(Path place, String name, String content) throws IOException {
        Path file = place.resolve(name);
        if (!Files.exists(file)) {
            replace(place, file, content);
        }
    }

    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Readers see the old text or the new one, whole. */
    private static void replace(Path place, Path file, String text) throws IOException {
        Path temporary = temporary(place);
        Files.write(temporary, text.getBytes(StandardCharsets.UTF_8));
        Files.createDirectories(file.getParent());
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path temporary(Path place) {
        return place.resolve("tmp").resolve(UUID.randomUUID().toString());
    }

    private static Path blob(Path place, Digest digest) {
        return place.resolve("blobs").resolve(digest.algorithm().id()).resolve(digest.hex());
    }

    private static Path stamp(Path place, Digest digest) {
        return note(place, new CacheKey("stamps", digest));
    }

    private static Path note(Path place, CacheKey key) {
        return place.resolve("keys").resolve(key.kind()).resolve(key.digest().hex());
    }
}
