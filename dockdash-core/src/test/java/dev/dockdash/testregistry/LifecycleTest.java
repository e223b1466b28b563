package dev.dockdash.testregistry;

import static dev.dockdash.testregistry.HttpApi.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LifecycleTest {

    @TempDir
    private Path directory;

    @Test
    void addressIsOnLocalhost() throws IOException {
        try (EmbeddedRegistry registry = EmbeddedRegistry.start()) {
            assertThat(registry.hostAndPort()).matches("localhost:[1-9][0-9]*");
            assertThat(registry.uri()).hasToString("http://" + registry.hostAndPort());
        }
    }

    @Test
    void registriesAreIndependent() throws IOException {
        try (EmbeddedRegistry one = start();
                EmbeddedRegistry two = start()) {
            new HttpApi(one).pushImage("web", "1");

            assertThat(new HttpApi(one).get("/v2/web/manifests/1").statusCode()).isEqualTo(200);
            assertThat(new HttpApi(two).get("/v2/web/manifests/1").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void closeRemovesAllFilesAndFreesThePort() throws IOException {
        EmbeddedRegistry registry = start();
        new HttpApi(registry).pushImage("web", "1");
        new HttpApi(registry).patch(new HttpApi(registry).startUpload("web"), bytes("unfinished"));
        assertThat(children()).isNotEmpty();

        registry.close();
        registry.close();

        assertThat(children()).isEmpty();
        assertThatExceptionOfType(ConnectException.class)
                .isThrownBy(() -> new Socket("localhost", registry.uri().getPort()).close());
    }

    @Test
    void missingDirectoryIsAnError() {
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> EmbeddedRegistry.builder()
                        .directory(directory.resolve("missing"))
                        .start());
    }

    @Test
    void nextStartRemovesWhatAKilledJvmLeft() throws Exception {
        try (RegistryProcess other = RegistryProcess.start(directory)) {
            new HttpApi(other.uri()).pushImage("web", "1");
            start().close();
            assertThat(new HttpApi(other.uri()).get("/v2/web/manifests/1").statusCode())
                    .isEqualTo(200);

            other.kill();
            assertThat(children()).isNotEmpty();
            start().close();

            assertThat(children()).isEmpty();
        }
    }

    @Test
    void jvmExitsAndCleansUpThoughTheRegistryWasNotClosed() throws Exception {
        try (RegistryProcess other = RegistryProcess.start(directory)) {
            new HttpApi(other.uri()).pushImage("web", "1");

            assertThat(other.leaveMain()).isTrue();

            assertThat(children()).isEmpty();
        }
    }

    @Test
    void directoriesOfOtherProgramsAreLeftAlone() throws IOException {
        Path foreign = Files.createDirectory(directory.resolve("dockdash-registry-mine"));

        start().close();

        assertThat(foreign).exists();
    }

    private EmbeddedRegistry start() throws IOException {
        return EmbeddedRegistry.builder().directory(directory).start();
    }

    private List<Path> children() throws IOException {
        try (Stream<Path> children = Files.list(directory)) {
            return children.toList();
        }
    }
}
