package dev.dockdash.cache;

import dev.dockdash.blob.Blob;
import dev.dockdash.blob.BlobMismatchException;
import dev.dockdash.oci.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Finds blobs in files, and reads one again when its file is not the one that was last seen to be right. */
final class KnownBlobs {

    private static final Logger LOG = System.getLogger(KnownBlobs.class.getName());

    /** Uses within this time of the last one that was noted are not; {@link Leases} allows for more. */
    private static final Duration USE_TICK = Duration.ofSeconds(10);

    /** How files looked when their bytes were right, as this JVM saw it. */
    private final Map<Digest, FileStamp> seen = new ConcurrentHashMap<>();

    /**
     * Returns the blob in a file.
     *
     * @param stampFile where it is noted how the file looked when its bytes were right; seldom asked for
     */
    Optional<Blob> find(Path file, Supplier<Path> stampFile, Digest digest) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            FileStamp stamp = FileStamp.of(attributes);
            Blob blob = new KeptBlob(file, digest, attributes.size());
            if (!stamp.equals(seen.get(digest))) {
                Path noteFile = stampFile.get();
                if (!stamp.text().equals(noted(noteFile))) {
                    verify(blob);
                    note(noteFile, stamp.text());
                }
                seen.put(digest, stamp);
            }
            touch(file, attributes.lastAccessTime().toInstant());
            return Optional.of(blob);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (BlobMismatchException e) {
            LOG.log(Level.WARNING, "Dropping a damaged blob from the cache: " + e.getMessage());
            drop(file);
            return Optional.empty();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "A blob in the cache cannot be read and is not used: " + file, e);
            return Optional.empty();
        }
    }

    private static String noted(Path stampFile) throws IOException {
        try {
            return Files.readString(stampFile);
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    private static void verify(Blob blob) throws IOException {
        try (InputStream in = blob.open()) {
            in.transferTo(OutputStream.nullOutputStream());
        }
    }

    /** A torn note is a wrong one, and costs one more reading. */
    private static void note(Path stampFile, String stamp) {
        try {
            Files.createDirectories(stampFile.getParent());
            Files.writeString(stampFile, stamp);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "Not noted: " + stampFile, e);
        }
    }

    /** The access time says what was used last; it is set here because file systems are mounted not to. */
    private static void touch(Path file, Instant lastUse) {
        Instant now = Instant.now();
        if (Duration.between(lastUse, now).abs().compareTo(USE_TICK) < 0) {
            return;
        }
        try {
            Files.getFileAttributeView(file, BasicFileAttributeView.class).setTimes(null, FileTime.from(now), null);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "The use of a blob cannot be noted: " + file, e);
        }
    }

    private static void drop(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "A damaged blob cannot be deleted from the cache: " + file, e);
        }
    }
}
