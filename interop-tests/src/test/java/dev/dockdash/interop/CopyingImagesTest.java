package dev.dockdash.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.archive.OciLayout;
import dev.dockdash.image.Image;
import dev.dockdash.image.ImageValidator;
import dev.dockdash.layer.Compression;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Images on their way through the tools of others, which must not change a byte. */
class CopyingImagesTest extends RegistryFixture {

    private static final Tool SKOPEO = Tool.named("skopeo");

    @ParameterizedTest
    @EnumSource(Compression.class)
    void skopeoCopiesThroughADirectoryAndBack(Compression compression) throws Exception {
        Image image = Busybox.image(dockdash, compression);
        dockdash.push(image, reference("first:1"));
        String directory = "dir:" + folder.resolve("copied");
        SKOPEO.run("copy", "--src-tls-verify=false", "docker://" + reference("first:1"), directory);
        SKOPEO.run("copy", "--dest-tls-verify=false", directory, "docker://" + reference("second:1"));
        assertThat(SKOPEO.run(
                        "inspect", "--tls-verify=false", "-f", "{{.Digest}}", "docker://" + reference("second:1")))
                .isEqualTo(image.digest().toString());
        assertThat(dockdash.pull(reference("second:1"))).isEqualTo(image);
    }

    @Test
    void skopeoCopiesBetweenRegistriesAndDockerRegistryKeepsTheDigest() throws Exception {
        Image image = Busybox.image(dockdash, Compression.ZSTD);
        dockdash.push(image, reference("first:1"));
        try (DockerRegistry other = DockerRegistry.start(folder.resolve("registry"))) {
            SKOPEO.run(
                    "copy",
                    "--src-tls-verify=false",
                    "--dest-tls-verify=false",
                    "docker://" + reference("first:1"),
                    "docker://" + other.hostAndPort() + "/there:1");
            SKOPEO.run(
                    "copy",
                    "--src-tls-verify=false",
                    "--dest-tls-verify=false",
                    "docker://" + other.hostAndPort() + "/there:1",
                    "docker://" + reference("back:1"));
            assertThat(dockdash.pull(other.hostAndPort() + "/there:1")).isEqualTo(image);
        }
        assertThat(dockdash.pull(reference("back:1"))).isEqualTo(image);
    }

    @Test
    void skopeoReadsALayoutAndUmociUnpacksIt() throws Exception {
        Image image = Busybox.image(dockdash, Compression.GZIP);
        Path layout = folder.resolve("layout");
        OciLayout.write(image, layout, "1.0");
        assertThat(SKOPEO.run("inspect", "-f", "{{.Digest}}", "oci:" + layout + ":1.0"))
                .isEqualTo(image.digest().toString());
        Path bundle = folder.resolve("bundle");
        Tool.named("umoci").run("unpack", "--image", layout + ":1.0", bundle.toString());
        assertThat(bundle.resolve("rootfs/bin/busybox")).hasSameBinaryContentAs(Path.of("/bin/busybox"));
        assertThat(Files.readSymbolicLink(bundle.resolve("rootfs/bin/sh"))).hasToString("busybox");
    }

    @Test
    void buildahBuildsOnAnImageAndPushesTheResult() throws Exception {
        dockdash.push(Busybox.image(dockdash, Compression.GZIP), reference("base:1"));
        Path context = Files.createDirectory(folder.resolve("context"));
        Files.writeString(context.resolve("file"), "content");
        Path containerfile = Files.writeString(
                context.resolve("Containerfile"), "FROM " + reference("base:1") + "\nCOPY file /added\nUSER app\n");
        Tool buildah = Tool.named("buildah", "--storage-driver", "vfs");
        buildah.run(
                "bud",
                "--tls-verify=false",
                "-f",
                containerfile.toString(),
                "-t",
                reference("built:1"),
                context.toString());
        Path digest = folder.resolve("digest");
        buildah.run("push", "--tls-verify=false", "--digestfile", digest.toString(), reference("built:1"));
        Image built = dockdash.pull(reference("built:1"));
        assertThat(built.digest()).hasToString(Files.readString(digest).strip());
        assertThat(ImageValidator.validate(built)).isEmpty();
        assertThat(built.config().user()).contains("app");
        assertThat(built.filesystem().readAllBytes("/added")).asString().isEqualTo("content");
        buildah.run("rmi", "-f", reference("built:1"));
    }

    @Test
    void dockerPushesWhatItPulled() throws Exception {
        Image image = Busybox.image(dockdash, Compression.GZIP);
        dockdash.push(image, reference("base:1"));
        Tool docker = Engine.DOCKER.tool();
        Engine.DOCKER.pull(reference("base:1"));
        docker.run("tag", reference("base:1"), reference("pushed:1"));
        docker.run("push", "-q", reference("pushed:1"));
        Image pushed = dockdash.pull(reference("pushed:1"));
        assertThat(docker.run("image", "inspect", "-f", "{{json .RepoDigests}}", reference("pushed:1")))
                .contains(reference("pushed@" + pushed.digest()));
        assertThat(ImageValidator.validate(pushed)).isEmpty();
        assertThat(pushed.config().digest()).isEqualTo(image.config().digest());
        assertThat(pushed.filesystem().readAllBytes("/etc/passwd")).asString().contains("app:x:1000");
        Engine.DOCKER.remove(reference("base:1"));
        Engine.DOCKER.remove(reference("pushed:1"));
    }
}
