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
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;

/** Finds blobs in files, and reads one again when its file is not the one that was last seen to be right. */
final class KnownBlobs {

    private static final Logger LOG = System.getLogger(KnownBlobs.class.getName());

    /**
     * Returns the blob in a file.
     *
     * @param stampFile where it is noted how the file looked when its bytes were right
     */
    Optional<Blob> find(Path file, Path stampFile, Digest digest) {
        try {
            String stamp = FileStamp.of(file);
            Blob blob = new KeptBlob(file, digest, Files.size(file));
            if (!stamp.equals(noted(stampFile))) {
                verify(blob);
                note(stampFile, stamp);
            }
            touch(file);
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
    private static void touch(Path file) {
        try {
            Files.getFileAttributeView(file, BasicFileAttributeView.class)
                    .setTimes(null, FileTime.from(Instant.now()), null);
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
