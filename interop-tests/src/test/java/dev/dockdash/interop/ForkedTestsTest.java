package dev.dockdash.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.blob.Blob;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.ImageReference;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of a user in four JVMs at once, as with Surefire's {@code forkCount=4}: one cache folder, one real registry. */
class ForkedTestsTest {

    private static final int FORKS = 4;
    private static final long DEADLINE_SECONDS = 120;

    @TempDir
    Path folder;

    private record Fork(Process process, Path output) {

        List<String> end() throws IOException, InterruptedException {
            if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("A fork did not end: " + Files.readString(output));
            }
            return Files.readAllLines(output);
        }
    }

    @Test
    void forksShareOneCacheAndOneRegistry() throws Exception {
        try (DockerRegistry server = DockerRegistry.start(folder.resolve("docker-registry"))) {
            List<Fork> forks = new ArrayList<>();
            for (int i = 0; i < FORKS; i++) {
                forks.add(start(i, server));
            }
            List<String> small = new ArrayList<>();
            List<String> large = new ArrayList<>();
            for (Fork fork : forks) {
                List<String> output = fork.end();
                assertThat(output)
                        .contains("passed=" + SharedImagesCase.TESTS)
                        .noneMatch(line -> line.startsWith("failed="));
                small.addAll(valuesOf("small", output));
                large.addAll(valuesOf("large", output));
            }
            assertOneImage(small);
            assertOneImage(large);
        }
        assertCacheIsWhole();
    }

    private Fork start(int number, DockerRegistry server) throws IOException {
        Path output = folder.resolve("output-" + number);
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TestFork.class.getName(),
                        SharedImagesCase.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment()
                .putAll(Map.of(
                        "DOCKDASH_CACHE", folder.resolve("cache").toString(),
                        "DOCKDASH_REGISTRY_TYPE", "external",
                        "DOCKDASH_REGISTRY_HOST", server.hostAndPort()));
        return new Fork(builder.start(), output);
    }

    private static List<String> valuesOf(String key, List<String> output) {
        List<String> values = output.stream()
                .filter(line -> line.startsWith(key + "="))
                .map(line -> line.substring(key.length() + 1))
                .toList();
        assertThat(values).hasSize(SharedImagesCase.TESTS);
        return values;
    }

    /** Each fork has a repository of its own there until it ends, and all had the same image in it. */
    private static void assertOneImage(List<String> references) {
        List<ImageReference> parsed =
                references.stream().distinct().map(ImageReference::parse).toList();
        assertThat(parsed).hasSize(FORKS);
        assertThat(parsed.stream()
                        .map(reference -> reference.digest().orElseThrow())
                        .distinct())
                .hasSize(1);
    }

    private void assertCacheIsWhole() throws IOException {
        try (Stream<Path> blobs = Files.list(folder.resolve("cache/blobs/sha256"))) {
            assertThat(blobs.toList()).isNotEmpty().allSatisfy(file -> {
                Digest digest = Digest.parse("sha256:" + file.getFileName());
                try (InputStream in = Blob.file(file, digest, Files.size(file)).open()) {
                    in.transferTo(OutputStream.nullOutputStream());
                }
            });
        }
        try (Stream<Path> left = Files.list(folder.resolve("cache/tmp"))) {
            assertThat(left).isEmpty();
        }
    }
}
