package dev.dockdash.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.archive.DockerArchive;
import dev.dockdash.archive.OciArchive;
import dev.dockdash.image.Image;
import dev.dockdash.image.ImageBuilder;
import dev.dockdash.layer.Compression;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images as engines run them. */
class RunningImagesTest extends RegistryFixture {

    @ParameterizedTest
    @CsvSource({"docker, GZIP", "docker, NONE", "podman, GZIP", "podman, ZSTD", "podman, NONE"})
    void entrypointRunsWithItsCommand(Engine engine, Compression compression) throws Exception {
        String reference = push(on(compression).entrypoint("/bin/echo", "-n").cmd("from", "cmd"));
        assertThat(engine.run(reference).text()).isEqualTo("from cmd");
        assertThat(engine.run(reference, "from", "argument").text()).isEqualTo("from argument");
        engine.remove(reference);
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker", "podman"})
    void environmentUserAndWorkingDirectoryHold(Engine engine) throws Exception {
        String reference = push(on(Compression.GZIP)
                .layer(dockdash.layer()
                        .compression(Compression.GZIP)
                        .data("/app/data", "content".getBytes(StandardCharsets.UTF_8))
                        .build())
                .env("GREETING", "grüß dich")
                .user("app")
                .workingDir("/app")
                .entrypoint("/bin/sh", "-c", "echo $GREETING; id -u; id -g; pwd; cat data"));
        assertThat(engine.run(reference).text()).isEqualTo("grüß dich\n1000\n1000\n/app\ncontent");
        engine.remove(reference);
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker", "podman"})
    void entrypointThatIsNotExecutableFails(Engine engine) throws Exception {
        String reference = push(on(Compression.GZIP)
                .layer(dockdash.layer()
                        .compression(Compression.GZIP)
                        .data("/run.sh", "#!/bin/sh\necho hello\n".getBytes(StandardCharsets.UTF_8))
                        .build())
                .entrypoint("/run.sh"));
        Tool.Outcome outcome = engine.run(reference);
        assertThat(outcome.exitCode()).isNotZero();
        assertThat(outcome.errors()).containsIgnoringCase("permission denied");
        engine.remove(reference);
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker", "podman"})
    void dockerArchiveIsLoadedAndRuns(Engine engine) throws Exception {
        Image image = on(Compression.ZSTD).entrypoint("/bin/echo", "loaded").build();
        String reference = "localhost/dockdash-loaded-" + engine + ":1";
        Path archive = folder.resolve("image.tar");
        DockerArchive.write(image, archive, reference);
        engine.tool().run("load", "-q", "-i", archive.toString());
        assertThat(engine.run(reference).text()).isEqualTo("loaded");
        assertThat(engine.tool().run("image", "inspect", "-f", "{{.Id}}", reference))
                .endsWith(image.config().digest().hex());
        engine.remove(reference);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GZIP", "ZSTD"})
    void ociArchiveIsLoadedByPodmanAndRuns(Compression compression) throws Exception {
        Image image = on(compression).entrypoint("/bin/echo", "loaded").build();
        Path archive = folder.resolve("image.tar");
        OciArchive.write(image, archive);
        String loaded = Engine.PODMAN.tool().run("load", "-q", "-i", archive.toString());
        String id = loaded.substring(loaded.lastIndexOf("sha256:"));
        assertThat(Engine.PODMAN.run(id).text()).isEqualTo("loaded");
        Engine.PODMAN.remove(id);
    }

    private ImageBuilder on(Compression compression) throws IOException {
        return Image.from(Busybox.image(dockdash, compression));
    }

    private String push(ImageBuilder image) throws IOException {
        return dockdash.push(image.build(), reference("interop:1")).reference();
    }
}
