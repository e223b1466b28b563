package dev.dockdash.cache;

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
    private volatile @Nullable Path writable;

    CacheDirectory(Path root) {
        this.root = root.toAbsolutePath();
    }

    Path root() {
        return root;
    }

    Optional<Path> existing(Digest digest) {
        Path inCache = blob(root, digest);
        if (Files.isRegularFile(inCache)) {
            return Optional.of(inCache);
        }
        Path place = writable;
        return place == null || place.equals(root)
                ? Optional.empty()
                : Optional.of(blob(place, digest)).filter(Files::isRegularFile);
    }

    BlobWriter newBlob() throws IOException {
        try {
            return open(writablePlace());
        } catch (java.nio.file.NoSuchFileException e) {
            // The folder was deleted since it was prepared: prepare it again.
            writable = null;
            return open(writablePlace());
        }
    }

    private BlobWriter open(Path place) throws IOException {
        Path temporary = place.resolve("tmp").resolve(UUID.randomUUID().toString());
        return new BlobWriter(temporary, digest -> blob(place, digest));
    }

    /** Finds out by writing, in the folder itself, because permissions and full disks cannot be asked for. */
    private Path writablePlace() throws IOException {
        Path place = writable;
        if (place == null) {
            try {
                place = prepare(root);
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
        Path temporaries = Files.createDirectories(place.resolve("tmp"));
        Path probe = Files.createTempFile(temporaries, "probe", null);
        Files.delete(probe);
        writeIfAbsent(place, "oci-layout", LAYOUT);
        writeIfAbsent(place, "index.json", EMPTY_INDEX);
        return place;
    }

    private static void writeIfAbsent(Path place, String name, String content) throws IOException {
        Path file = place.resolve(name);
        if (Files.exists(file)) {
            return;
        }
        Path temporary = place.resolve("tmp").resolve(UUID.randomUUID().toString());
        Files.write(temporary, content.getBytes(StandardCharsets.UTF_8));
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path blob(Path place, Digest digest) {
        return place.resolve("blobs").resolve(digest.algorithm().id()).resolve(digest.hex());
    }
}
