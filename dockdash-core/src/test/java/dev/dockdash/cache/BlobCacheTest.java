package dev.dockdash.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockdash.blob.Blob;
import dev.dockdash.blob.BlobMismatchException;
import dev.dockdash.oci.Digest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlobCacheTest {

    @TempDir
    Path temp;

    private static Blob blob(String text) {
        return Blob.of(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void keepsBlobsUnderTheirDigests() throws IOException {
        BlobCache cache = BlobCache.at(temp);
        Blob kept = cache.add(blob("x"));
        assertThat(temp.resolve("blobs/sha256").resolve(kept.digest().hex())).hasContent("x");
        assertThat(temp.resolve("oci-layout")).hasContent("{\"imageLayoutVersion\":\"1.0.0\"}");
        assertThat(BlobCache.at(temp).find(kept.digest())).isPresent();
        assertThat(cache.find(blob("y").digest())).isEmpty();
    }

    @Test
    void lookingMakesNoFolder() {
        BlobCache cache = BlobCache.at(temp.resolve("new"));
        assertThat(cache.find(blob("x").digest())).isEmpty();
        assertThat(temp.resolve("new")).doesNotExist();
    }

    @Test
    void keepsNothingThatIsNotWhatItPromises() {
        BlobCache cache = BlobCache.at(temp);
        Digest promised = blob("promised").digest();
        Path file = temp.resolve("source");
        assertThatThrownBy(() -> cache.add(Blob.file(Files.writeString(file, "other"), promised, 5)))
                .isInstanceOf(BlobMismatchException.class)
                .hasMessageContaining(promised.toString());
        assertThat(cache.find(promised)).isEmpty();
        assertThat(temp.resolve("tmp")).isEmptyDirectory();
    }

    @Test
    void remembersTexts() {
        CacheKey key = new CacheKey("things", blob("x").digest());
        assertThat(BlobCache.at(temp).recall(key)).isEmpty();
        BlobCache.at(temp).remember(key, "text");
        assertThat(BlobCache.at(temp).recall(key)).contains("text");
    }

    @Test
    void removesWhatWasNotUsedForLongest() throws IOException {
        BlobCache cache = BlobCache.at(temp, 250);
        Blob oldest = aged(cache.add(blob("a".repeat(100))), 3);
        Blob older = aged(cache.add(blob("b".repeat(100))), 2);
        Blob newest = cache.add(blob("c".repeat(100)));
        assertThat(cache.find(oldest.digest())).isEmpty();
        assertThat(cache.find(older.digest())).isPresent();
        assertThat(cache.find(newest.digest())).isPresent();
    }

    @Test
    void neverRemovesWhatThisRunUses() throws IOException {
        BlobCache cache = BlobCache.at(temp, 0);
        Blob first = cache.add(blob("a"));
        Blob second = cache.add(blob("b"));
        assertThat(cache.find(first.digest())).isPresent();
        assertThat(cache.find(second.digest())).isPresent();
    }

    @Test
    void neverRemovesWhatAnotherProcessUses() throws Exception {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        CacheUser.class.getName(),
                        temp.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = other.inputReader(StandardCharsets.UTF_8)) {
            Digest used = Digest.parse(String.valueOf(out.readLine()));
            BlobCache cache = BlobCache.at(temp, 0);
            cache.add(blob("new"));
            assertThat(blobFile(used)).exists();
            other.getOutputStream().close();
            assertThat(other.waitFor()).isZero();
            age(blobFile(used), 1);
            cache.add(blob("newer"));
            assertThat(blobFile(used)).doesNotExist();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void aLeaseSurvivesThatItsOwnJvmLooksAtIt() throws Exception {
        BlobCache cache = BlobCache.at(temp, 0);
        Blob used = cache.add(blob("used"));
        cache.add(blob("makes this JVM look at all leases"));
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        CacheUser.class.getName(),
                        temp.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        other.getOutputStream().close();
        try (InputStream out = other.getInputStream()) {
            out.readAllBytes();
        }
        assertThat(other.waitFor()).isZero();
        assertThat(blobFile(used.digest())).exists();
    }

    @Test
    void whatAKilledProcessLeftIsRemoved() throws IOException {
        Path left = Files.createDirectories(temp.resolve("tmp")).resolve("left");
        Files.writeString(left, "half");
        Files.setLastModifiedTime(left, FileTime.fromMillis(0));
        BlobCache.at(temp).add(blob("x"));
        assertThat(left).doesNotExist();
    }

    @Test
    void whatARunningProcessHasJustBegunStays() throws IOException {
        Path begun = Files.createDirectories(temp.resolve("tmp")).resolve("begun");
        Files.writeString(begun, "half");
        Files.setLastModifiedTime(begun, FileTime.fromMillis(System.currentTimeMillis() - 5000));
        BlobCache.at(temp).add(blob("x"));
        assertThat(begun).exists();
    }

    @Test
    void manyThreadsMayLookAtTheLeasesOfDeadProcessesAtOnce() throws Exception {
        Path leases = Files.createDirectories(temp.resolve("leases"));
        for (int i = 0; i < 100; i++) {
            Files.writeString(leases.resolve(i + "-dead"), "");
        }
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Blob>> blobs = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                Blob blob = blob("blob " + i);
                blobs.add(threads.submit(() -> BlobCache.at(temp, 0).add(blob)));
            }
            for (Future<Blob> blob : blobs) {
                assertThat(blobFile(blob.get().digest())).exists();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(leases.resolve("0-dead")).doesNotExist();
    }

    @Test
    void aFolderThatBecomesAFileMeanwhileStillKeepsBlobs() throws IOException {
        Path folder = temp.resolve("cache");
        BlobCache cache = BlobCache.at(folder);
        cache.add(blob("x"));
        Files.move(folder, temp.resolve("elsewhere"));
        Files.writeString(folder, "no folder");
        Blob kept = cache.add(blob("y"));
        assertThat(cache.find(kept.digest())).isPresent();
        assertThat(folder).hasContent("no folder");
    }

    @Test
    void theLocationFollowsThePlatform() {
        assertThat(CacheLocation.ofUser(Map.of("DOCKDASH_CACHE", "/c"), "Linux", "/home/u"))
                .isEqualTo(Path.of("/c"));
        assertThat(CacheLocation.ofUser(Map.of("XDG_CACHE_HOME", "/x"), "Linux", "/home/u"))
                .isEqualTo(Path.of("/x/dockdash"));
        assertThat(CacheLocation.ofUser(Map.of("XDG_CACHE_HOME", "relative"), "Linux", "/home/u"))
                .isEqualTo(Path.of("/home/u/.cache/dockdash"));
        assertThat(CacheLocation.ofUser(Map.of(), "Mac OS X", "/Users/u"))
                .isEqualTo(Path.of("/Users/u/Library/Caches/dockdash"));
        assertThat(CacheLocation.ofUser(Map.of("LOCALAPPDATA", "/l"), "Windows 11", "/u"))
                .isEqualTo(Path.of("/l/dockdash/cache"));
    }

    private Blob aged(Blob blob, int days) throws IOException {
        age(blobFile(blob.digest()), days);
        return blob;
    }

    /** Sets the last use to long before any lease. */
    private static void age(Path file, int days) throws IOException {
        FileTime then = FileTime.fromMillis(System.currentTimeMillis() - days * 24L * 3600 * 1000);
        Files.getFileAttributeView(file, BasicFileAttributeView.class).setTimes(null, then, null);
    }

    private Path blobFile(Digest digest) {
        return temp.resolve("blobs/sha256").resolve(digest.hex());
    }

    /** Uses a cache of bound 0 in a JVM of its own until its input ends. */
    static final class CacheUser {

        private CacheUser() {}

        public static void main(String[] args) throws IOException {
            BlobCache cache = BlobCache.at(Path.of(args[0]), 0);
            System.out.println(cache.add(blob("of another process")).digest());
            System.in.transferTo(System.out);
        }
    }
}
