package dev.dockdash.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.archive.ImageSource;
import dev.dockdash.archive.OciLayout;
import dev.dockdash.image.Image;
import dev.dockdash.image.ImageValidator;
import dev.dockdash.layer.Compression;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Images as the tools of others write them, whose merged view must be what umoci unpacks. */
class ReadingImagesTest extends RegistryFixture {

    private static final Tool SKOPEO = Tool.named("skopeo");
    private static final Tool BUILDAH = Tool.named("buildah", "--storage-driver", "vfs");

    private Image image() throws IOException {
        Image base = Busybox.image(dockdash, Compression.GZIP);
        return Image.from(base)
                .layer(dockdash.layer()
                        .compression(Compression.GZIP)
                        .data("/app/file", "content".getBytes(StandardCharsets.UTF_8))
                        .symbolicLink("/app/link", "../etc/passwd")
                        .build())
                .build();
    }

    private Path layout() throws IOException {
        Path layout = folder.resolve("layout");
        OciLayout.write(image(), layout, "1");
        return layout;
    }

    private ImageSource source(Path file) {
        return dockdash.source(file);
    }

    @Test
    void whatSkopeoWritesIsWhatItCopied() throws Exception {
        Path layout = layout();
        SortedMap<String, String> unpacked = Umoci.unpacked(layout, "1");
        assertThat(unpacked).containsKeys("/app/file", "/bin/busybox");
        assertThat(MergedView.of(source(layout).load())).isEqualTo(unpacked);
        for (String kind : new String[] {"oci-archive", "docker-archive", "oci"}) {
            Path copy = folder.resolve(kind);
            SKOPEO.run("copy", "oci:" + layout + ":1", kind + ":" + copy + ":web:1");
            Image read = source(copy).tag("web:1").load();
            assertThat(MergedView.of(read)).as(kind).isEqualTo(unpacked);
            assertThat(read.config().rootFs())
                    .as(kind)
                    .isEqualTo(image().config().rootFs());
            assertThat(ImageValidator.validate(read)).as(kind).isEmpty();
        }
    }

    @Test
    void whatBuildahBuildsAndWritesIsWhatUmociUnpacks() throws Exception {
        dockdash.push(image(), reference("base:1"));
        Path context = Files.createDirectory(folder.resolve("context"));
        Files.writeString(context.resolve("file"), "changed");
        Path containerfile = Files.writeString(
                context.resolve("Containerfile"),
                "FROM " + reference("base:1") + "\nCOPY --chown=1000:1000 --chmod=750 file /app/file\nUSER app\n");
        String name = "localhost/dockdash-" + UUID.randomUUID();
        BUILDAH.run("bud", "--tls-verify=false", "-f", containerfile.toString(), "-t", name + ":1", context.toString());
        Path layout = folder.resolve("built");
        BUILDAH.run("push", name + ":1", "oci:" + layout + ":1");
        SortedMap<String, String> unpacked = Umoci.unpacked(layout, "1");
        assertThat(unpacked.get("/app/file")).startsWith("REGULAR_FILE 750 1000:1000 ");
        for (String kind : new String[] {"oci-archive", "docker-archive"}) {
            BUILDAH.run("push", name + ":1", kind + ":" + folder.resolve(kind) + ":" + name + ":1");
            Image read = source(folder.resolve(kind)).tag(name + ":1").load();
            assertThat(MergedView.of(read)).as(kind).isEqualTo(unpacked);
            assertThat(read.config().user()).as(kind).contains("app");
            assertThat(ImageValidator.validate(read)).as(kind).isEmpty();
        }
        assertThat(MergedView.of(source(layout).load())).isEqualTo(unpacked);
        BUILDAH.run("rmi", "-f", name + ":1");
    }

    @Test
    void whatDockerSavesAndItsDaemonSendsIsWhatUmociUnpacks() throws Exception {
        dockdash.push(image(), reference("saved:1"));
        SortedMap<String, String> unpacked = Umoci.unpacked(layout(), "1");
        Tool docker = Engine.DOCKER.tool();
        Engine.DOCKER.pull(reference("saved:1"));
        Path file = folder.resolve("saved");
        docker.run("save", "-o", file.toString(), reference("saved:1"));
        for (ImageSource source : new ImageSource[] {
            source(file),
            source(file).tag(reference("saved:1")).platform("linux/amd64"),
            ImageSource.daemon(reference("saved:1")).cache(dockdash.cache())
        }) {
            Image read = source.load();
            assertThat(MergedView.of(read)).isEqualTo(unpacked);
            assertThat(read.config()).isEqualTo(image().config());
            assertThat(ImageValidator.validate(read)).isEmpty();
        }
        Engine.DOCKER.remove(reference("saved:1"));
    }
}
