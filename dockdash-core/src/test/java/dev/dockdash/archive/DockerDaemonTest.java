package dev.dockdash.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.dockdash.cache.BlobCache;
import dev.dockdash.image.Image;
import dev.dockdash.layer.LayerLimits;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DockerDaemonTest {

    private static final byte[] A = ImageFiles.layer("a");
    private static final String CONFIG = ImageFiles.config("linux/amd64", A);
    private static final byte[] TAR = new ImageFiles()
            .file("config", CONFIG)
            .file("layer.tar", A)
            .file("manifest.json", "[{\"Config\":\"config\",\"RepoTags\":[\"web:1\"],\"Layers\":[\"layer.tar\"]}]")
            .tar();

    @TempDir
    Path temp;

    private Path socket() {
        return temp.resolve("docker.sock");
    }

    private ImageSource source(DockerDaemon daemon, String name) {
        return ImageSource.daemon(daemon, name).cache(BlobCache.at(temp.resolve("cache")));
    }

    private static void assertIsTheImage(Image image) throws IOException {
        assertThat(image.config().toBytes()).asString().isEqualTo(CONFIG);
        assertThat(image.filesystem().readAllBytes("/a")).asString().isEqualTo("a");
    }

    @Test
    void anImageIsOneRequestThroughAUnixSocket() throws IOException {
        byte[] head = FakeDaemon.head(200, "Content-Type: application/x-tar", "Transfer-Encoding: chunked");
        try (FakeDaemon fake = FakeDaemon.onUnixSocket(socket(), head, FakeDaemon.chunked(TAR, 700))) {
            Image image = source(fake.daemon(), "web:1").load();
            assertIsTheImage(image);
            assertThat(fake.requests())
                    .singleElement()
                    .asString()
                    .startsWith("GET /images/web%3A1/get HTTP/1.1\r\nHost: docker\r\n")
                    .contains("Connection: close\r\n");
        }
    }

    @Test
    void anImageIsReadThroughTcpAndWithoutALength() throws IOException {
        try (FakeDaemon fake = FakeDaemon.onTcp(FakeDaemon.head(100), FakeDaemon.head(200), TAR)) {
            assertIsTheImage(source(fake.daemon(), "web:1").load());
        }
        try (FakeDaemon fake = FakeDaemon.onTcp(FakeDaemon.head(200, "content-length: " + TAR.length), TAR)) {
            assertIsTheImage(source(fake.daemon(), "web:1").load());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "web, /images/web%3Alatest/get",
        "docker.io/library/web:1, /images/web%3A1/get",
        "example.com:5000/a/b:1, /images/example.com%3A5000/a/b%3A1/get"
    })
    void theNameIsThatOfOneImage(String name, String path) throws IOException {
        try (FakeDaemon fake = FakeDaemon.onUnixSocket(socket(), FakeDaemon.head(200), TAR)) {
            source(fake.daemon(), name).load();
            assertThat(fake.requests()).singleElement().asString().startsWith("GET " + path + " HTTP/1.1\r\n");
        }
    }

    @Test
    void anImageIsAskedForByItsIdAndPlatform() throws IOException {
        String id = "sha256:" + "0123456789abcdef".repeat(4);
        try (FakeDaemon fake = FakeDaemon.onUnixSocket(socket(), FakeDaemon.head(200), TAR)) {
            assertIsTheImage(source(fake.daemon(), id).platform("linux/amd64").load());
            assertThat(fake.requests())
                    .singleElement()
                    .asString()
                    .startsWith("GET /images/" + id.replace(":", "%3A")
                            + "/get?platform=%7B%22os%22%3A%22linux%22%2C%22architecture%22%3A%22amd64%22%7D HTTP/1.1");
            assertThatIOException()
                    .isThrownBy(() ->
                            source(fake.daemon(), id).platform("linux/arm64").load())
                    .withMessageContaining("linux/amd64");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> source(DockerDaemon.at(URI.create("tcp://x")), "a b"));
    }

    @Test
    void anImageThatIsNotThereIsSaidToBe() throws IOException {
        byte[] body = ImageFiles.bytes("{\"message\":\"reference does not exist\\n\"}");
        byte[] head = FakeDaemon.head(404, "Content-Length: " + body.length);
        try (FakeDaemon fake = FakeDaemon.onUnixSocket(socket(), head, body)) {
            assertThatIOException()
                    .isThrownBy(() -> source(fake.daemon(), "web:1").load())
                    .withMessage("Reading the image web:1 from the Docker daemon at " + fake.endpoint()
                            + ": it has no such image (reference does not exist?)");
        }
    }

    @Test
    void aDaemonThatIsNotThereIsSaidToBe() throws IOException {
        URI endpoint = URI.create("unix://" + socket());
        assertThatIOException()
                .isThrownBy(() -> source(DockerDaemon.at(endpoint), "web:1").load())
                .withMessageStartingWith("Reading the image web:1 from the Docker daemon at " + endpoint + ": ")
                .withMessageContaining("is it running");
        Files.createFile(socket());
        assertThatIOException()
                .isThrownBy(() -> source(DockerDaemon.at(endpoint), "web:1").load())
                .withMessageContaining("is it running");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSH-2.0-x\r\n\r\n", "HTTP/1.1 200 OK\r\nno field\r\n\r\n", "", "HTTP/1.1 200"})
    void whatIsNoHttpIsRefused(String answer) throws IOException {
        try (FakeDaemon fake = FakeDaemon.onUnixSocket(socket(), ImageFiles.bytes(answer))) {
            assertThatIOException()
                    .isThrownBy(() -> source(fake.daemon(), "web:1").load())
                    .withMessageContaining("from the Docker daemon at");
        }
    }

    @Test
    void anAnswerThatIsCutOffIsNotKept() throws IOException {
        byte[] chunks = FakeDaemon.chunked(TAR, 700);
        byte[] head = FakeDaemon.head(200, "Transfer-Encoding: chunked");
        try (FakeDaemon fake = FakeDaemon.onUnixSocket(socket(), head, Arrays.copyOf(chunks, chunks.length / 2))) {
            assertThatIOException()
                    .isThrownBy(() -> source(fake.daemon(), "web:1").load())
                    .withMessageContaining("The connection ended within a chunk");
        }
        assertThat(Archives.names(temp.resolve("cache/blobs"))).isEmpty();
        assertThat(Archives.names(temp.resolve("cache/tmp"))).isEmpty();
    }

    @Test
    void anAnswerThatIsTooLargeIsRefused() throws IOException {
        try (FakeDaemon fake = FakeDaemon.onUnixSocket(socket(), FakeDaemon.head(200), TAR, new byte[1 << 20])) {
            assertThatIOException()
                    .isThrownBy(() -> source(fake.daemon(), "web:1")
                            .within(LayerLimits.DEFAULT.bytes(1 << 19))
                            .load())
                    .withMessageContaining("more than " + (1 << 19) + " bytes");
        }
    }

    @Test
    void aSilentDaemonIsGivenUp() throws IOException {
        Duration longTime = Duration.ofMinutes(5);
        for (byte[] answer : new byte[][] {new byte[0], FakeDaemon.head(200)}) {
            Files.deleteIfExists(socket());
            try (FakeDaemon fake = FakeDaemon.silentAfter(socket(), answer)) {
                assertThatIOException()
                        .isThrownBy(() -> source(fake.daemon().timeouts(Duration.ofMillis(50), longTime), "web:1")
                                .load())
                        .withMessageContaining("no answer within 0.05 s");
                assertThatIOException()
                        .isThrownBy(() -> source(fake.daemon().timeouts(longTime, Duration.ofMillis(50)), "web:1")
                                .load())
                        .withMessageContaining("the answer took too long in all");
            }
        }
    }

    @Test
    void theEnvironmentNamesTheDaemon() throws IOException {
        assertThat(DockerDaemon.of(Map.of("DOCKER_HOST", "tcp://localhost:1"), temp))
                .hasToString("tcp://localhost:1");
        Path run = Files.createDirectories(temp.resolve("run"));
        Files.createFile(run.resolve("docker.sock"));
        String found = DockerDaemon.of(Map.of("XDG_RUNTIME_DIR", run.toString(), "DOCKER_HOST", ""), temp)
                .toString();
        String usual = "unix:///var/run/docker.sock";
        assertThat(found)
                .isEqualTo(Files.exists(Path.of("/var/run/docker.sock")) ? usual : "unix://" + run + "/docker.sock");
        assertThat(DockerDaemon.of(Map.of(), temp.resolve("none"))).hasToString(usual);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ssh://host", "npipe:////./pipe/docker_engine", "unix:", "tcp:/x", "/var/run/docker.sock"})
    void addressesThatCannotBeAskedAreRefused(String host) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DockerDaemon.of(Map.of("DOCKER_HOST", host), temp))
                .withMessageContaining("DOCKER_HOST")
                .withMessageContaining("expected unix:///path/of/socket or tcp://host:port");
    }

    @Test
    void tlsIsSaidNotToBeSupported() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        DockerDaemon.of(Map.of("DOCKER_HOST", "tcp://localhost:2376", "DOCKER_TLS_VERIFY", "1"), temp))
                .withMessageContaining("TLS");
    }
}
