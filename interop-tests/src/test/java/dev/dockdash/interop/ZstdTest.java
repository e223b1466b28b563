package dev.dockdash.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.archive.OciLayout;
import dev.dockdash.image.Image;
import dev.dockdash.image.ImageValidator;
import dev.dockdash.layer.Compression;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Layers in zstd with tools that read it, and with tools that are too old to. */
class ZstdTest extends RegistryFixture {

    private static final int FIRST_DOCKER = 23;
    private static final Tool BUILDAH = Tool.named("buildah", "--storage-driver", "vfs");
    private static final Tool SKOPEO = Tool.named("skopeo");
    private static final Tool UMOCI = Tool.named("umoci");

    private Image image() throws IOException {
        return Image.from(Busybox.image(dockdash, Compression.ZSTD))
                .entrypoint("/bin/echo", "zstd")
                .build();
    }

    @Test
    void dockerRunsItFromItsVersion23AndRefusesItBefore() throws Exception {
        String reference = dockdash.push(image(), reference("zstd:1")).reference();
        Tool docker = Engine.DOCKER.tool();
        String version = docker.run("version", "-f", "{{.Server.Version}}");
        if (Integer.parseInt(version.substring(0, version.indexOf('.'))) < FIRST_DOCKER) {
            Tool.Outcome outcome = docker.attempt("pull", "-q", reference);
            assertThat(outcome.exitCode()).isNotZero();
            assertThat(outcome.errors()).contains("invalid tar header");
        } else {
            assertThat(Engine.DOCKER.run(reference).text()).isEqualTo("zstd");
            Engine.DOCKER.remove(reference);
        }
    }

    @Test
    void podmanRunsItByTagAndByDigest() throws Exception {
        Image image = image();
        String reference = dockdash.push(image, reference("zstd:1")).reference();
        assertThat(Engine.PODMAN.run(reference).text()).isEqualTo("zstd");
        Engine.PODMAN.remove(reference);
        String byDigest = reference("zstd@" + image.digest());
        assertThat(Engine.PODMAN.run(byDigest).text()).isEqualTo("zstd");
        Engine.PODMAN.remove(byDigest);
    }

    @Test
    void umociRefusesIt() throws Exception {
        Path layout = folder.resolve("layout");
        OciLayout.write(image(), layout, "1");
        Tool.Outcome outcome = UMOCI.attempt(
                "unpack", "--image", layout + ":1", folder.resolve("bundle").toString());
        assertThat(outcome.exitCode()).isNotZero();
        assertThat(outcome.errors() + outcome.output()).contains("zstd");
    }

    @Test
    void buildahBuildsOnIt() throws Exception {
        dockdash.push(image(), reference("base:1"));
        Path context = Files.createDirectory(folder.resolve("context"));
        Path containerfile = Files.writeString(
                context.resolve("Containerfile"), "FROM " + reference("base:1") + "\nLABEL built=yes\n");
        String name = "localhost/dockdash-" + UUID.randomUUID() + ":1";
        BUILDAH.run("bud", "--tls-verify=false", "-f", containerfile.toString(), "-t", name, context.toString());
        BUILDAH.run("push", "--tls-verify=false", name, "docker://" + reference("built:1"));
        Image built = dockdash.pull(reference("built:1"));
        assertThat(ImageValidator.validate(built)).isEmpty();
        assertThat(built.config().labels()).containsEntry("built", "yes");
        assertThat(built.layers().get(0).diffId())
                .isEqualTo(image().layers().get(0).diffId());
        BUILDAH.run("rmi", "-f", name);
    }

    @Test
    void skopeoMakesGzipOfIt() throws Exception {
        dockdash.push(image(), reference("zstd:1"));
        Path layout = folder.resolve("gzip");
        SKOPEO.run(
                "copy",
                "--src-tls-verify=false",
                "--dest-compress-format=gzip",
                "--dest-oci-accept-uncompressed-layers=false",
                "docker://" + reference("zstd:1"),
                "oci:" + layout + ":1");
        Image copied = dockdash.source(layout).tag("1").load();
        assertThat(ImageValidator.validate(copied)).isEmpty();
        assertThat(copied.layers().get(0).diffId())
                .isEqualTo(image().layers().get(0).diffId());
    }
}
