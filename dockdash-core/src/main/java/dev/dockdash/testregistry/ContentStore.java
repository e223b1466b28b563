package dev.dockdash.testregistry;

import dev.dockdash.oci.Digest;
import dev.dockdash.oci.DigestAlgorithm;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Content on disk, named by its digest and shared by the repositories that hold it; thread-safe.
 *
 * <p>Who holds what is counted, and content that nobody holds any more is removed.
 */
final class ContentStore {

    private final Path content;
    private final Path incoming;
    private final Map<Digest, Integer> holders = new HashMap<>();

    /** Lays the store out in an empty directory. */
    ContentStore(Path directory) throws IOException {
        this.content = directory.resolve("content");
        this.incoming = Files.createDirectories(directory.resolve("incoming"));
        for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
            Files.createDirectories(content.resolve(algorithm.id()));
        }
    }

    /** Makes an empty file for content whose digest is not known yet. */
    Path newFile() throws IOException {
        return Files.createFile(incoming.resolve(UUID.randomUUID().toString()));
    }

    /** Moves a file whose digest was verified into its place and counts one holder more. */
    synchronized void adopt(Digest digest, Path file) throws IOException {
        if (holders.containsKey(digest)) {
            Files.delete(file);
        } else {
            Files.move(file, pathOf(digest), StandardCopyOption.ATOMIC_MOVE);
        }
        holders.merge(digest, 1, Integer::sum);
    }

    /** Counts one holder more; {@code false} if the content is not there. */
    synchronized boolean hold(Digest digest) {
        return holders.computeIfPresent(digest, (key, count) -> count + 1) != null;
    }

    /** Counts one holder less and removes the content after the last. */
    synchronized void release(Digest digest) throws IOException {
        if (holders.computeIfPresent(digest, (key, count) -> count == 1 ? null : count - 1) == null) {
            Files.deleteIfExists(pathOf(digest));
        }
    }

    /**
     * Opens content for reading; the caller closes it.
     *
     * @throws java.nio.file.NoSuchFileException if the content is not there
     */
    FileChannel open(Digest digest) throws IOException {
        return FileChannel.open(pathOf(digest), StandardOpenOption.READ);
    }

    private Path pathOf(Digest digest) {
        return content.resolve(digest.algorithm().id()).resolve(digest.hex());
    }
}
