package dev.dockdash.testregistry;

import static dev.dockdash.testregistry.HttpApi.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
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
    void closeRemovesAllFiles() throws IOException {
        EmbeddedRegistry registry = start();
        new HttpApi(registry).pushImage("web", "1");
        new HttpApi(registry).patch(new HttpApi(registry).startUpload("web"), bytes("unfinished"));
        assertThat(children()).isNotEmpty();

        registry.close();
        registry.close();

        assertThat(children()).isEmpty();
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
    void manyRegistriesStartAtOnceWhereAKilledJvmLeftSomething() throws Exception {
        try (RegistryProcess other = RegistryProcess.start(directory)) {
            other.kill();
        }

        List<EmbeddedRegistry> registries = IntStream.range(0, 8)
                .parallel()
                .mapToObj(index -> startUnchecked())
                .toList();

        assertThat(registries)
                .allSatisfy(
                        registry -> assertThat(new HttpApi(registry).get("/v2/").statusCode())
                                .isEqualTo(200));
        registries.forEach(EmbeddedRegistry::close);
        assertThat(children()).isEmpty();
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void otherUsersCannotReadWhatIsPushed() throws IOException {
        try (EmbeddedRegistry registry = start()) {
            new HttpApi(registry).pushImage("web", "1");

            assertThat(children())
                    .filteredOn(Files::isDirectory)
                    .singleElement()
                    .extracting(LifecycleTest::permissions)
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void directoriesOfOtherProgramsAreLeftAlone() throws IOException {
        Path foreign = Files.createDirectory(directory.resolve("dockdash-registry-mine"));

        start().close();

        assertThat(foreign).exists();
    }

    private EmbeddedRegistry startUnchecked() {
        try {
            return start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String permissions(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
