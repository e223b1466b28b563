package dev.dockdash.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.ChildJvm;
import dev.dockdash.blob.Blob;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.DigestAlgorithm;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashTest {

    private static final int KILLS = 20;
    private static final int AT_ONCE = 2;

    @TempDir
    Path temp;

    @Test
    void killedWritersLeaveWholeBlobsOnly() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int kill = 0; kill < KILLS; kill += AT_ONCE) {
            List<Process> writers = List.of(startWriter(random), startWriter(random));
            try {
                for (Process writer : writers) {
                    killAfter(writer, 1 + random.nextInt(150));
                }
            } finally {
                writers.forEach(Process::destroyForcibly);
            }
        }
        List<Path> blobs = files("blobs/sha256");
        assertThat(blobs).as("blobs written with seed %d", seed).isNotEmpty();
        for (Path blob : blobs) {
            assertThat(Digest.of(Files.readAllBytes(blob)).hex())
                    .as("digest of a blob, seed %d", seed)
                    .isEqualTo(blob.getFileName().toString());
        }
        assertThatTheCacheStillWorks(blobs, seed);
    }

    private void assertThatTheCacheStillWorks(List<Path> blobs, long seed) throws IOException {
        for (Path left : files("tmp")) {
            Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
        }
        BlobCache cache = BlobCache.at(temp);
        Blob added = cache.add(Blob.of("after the crash".getBytes(StandardCharsets.UTF_8)));
        assertThat(files("tmp")).as("temporary files left, seed %d", seed).isEmpty();
        assertThat(cache.find(added.digest())).isPresent();
        for (Path blob : blobs) {
            assertThat(cache.find(Digest.parse("sha256:" + blob.getFileName()))).isPresent();
        }
    }

    private Process startWriter(Random random) throws IOException {
        return ChildJvm.plain().start(Writer.class, temp, random.nextLong());
    }

    /** Kills a process as soon as it wrote that many pieces; pieces that follow make the moment random. */
    private static void killAfter(Process writer, int pieces) throws IOException, InterruptedException {
        try (InputStream out = writer.getInputStream()) {
            assertThat(out.readNBytes(pieces)).hasSize(pieces);
            writer.destroyForcibly().waitFor();
        }
    }

    private List<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(temp.resolve(folder))) {
            return files.toList();
        }
    }

    /** Writes blobs until it is killed or nobody listens, and prints a character for each piece of them. */
    static final class Writer {

        private Writer() {}

        public static void main(String[] arguments) throws IOException {
            BlobCache cache = BlobCache.at(Path.of(arguments[0]));
            Random random = new Random(Long.parseLong(arguments[1]));
            byte[] piece = new byte[16 * 1024];
            while (!System.out.checkError()) {
                try (BlobWriter out = cache.newBlob()) {
                    MessageDigest hash = DigestAlgorithm.SHA256.newMessageDigest();
                    for (int pieces = 1 + random.nextInt(20); pieces > 0; pieces--) {
                        random.nextBytes(piece);
                        hash.update(piece);
                        out.write(piece, 0, piece.length);
                        System.out.write('.');
                        System.out.flush();
                    }
                    Digest digest = Digest.of(DigestAlgorithm.SHA256, hash);
                    out.commit(digest);
                    cache.remember(new CacheKey("things", digest), "a note of a blob");
                }
            }
        }
    }
}
