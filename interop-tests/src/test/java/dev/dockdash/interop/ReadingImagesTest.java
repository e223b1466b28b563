package dev.dockdash.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.archive.ImageSource;
import dev.dockdash.archive.OciLayout;
import dev.dockdash.image.FileEntry;
import dev.dockdash.image.Image;
import dev.dockdash.image.ImageValidator;
import dev.dockdash.layer.Compression;
import dev.dockdash.oci.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Images as the tools of others write them, whose merged view must be what umoci unpacks. */
class ReadingImagesTest extends RegistryFixture {

    private static final Tool SKOPEO = Tool.named("skopeo");
    private static final Tool BUILDAH = Tool.named("buildah", "--storage-driver", "vfs");
    private static final Tool UMOCI = Tool.named("umoci");

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

    /** Returns what umoci makes of an image in a layout. */
    private SortedMap<String, String> unpacked(Path layout, String tag) throws Exception {
        Path bundle = folder.resolve("bundle-" + UUID.randomUUID());
        UMOCI.run("unpack", "--image", layout + ":" + tag, bundle.toString());
        Path root = bundle.resolve("rootfs");
        SortedMap<String, String> view = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(path -> !path.equals(root)).toList()) {
                view.put("/" + root.relativize(file), describe(file));
            }
        }
        return view;
    }

    private static String describe(Path file) throws IOException {
        if (Files.isSymbolicLink(file)) {
            return "link to " + Files.readSymbolicLink(file);
        }
        String content =
                Files.isRegularFile(file) ? Digest.of(Files.readAllBytes(file)).toString() : "";
        int mode = (Integer) Files.getAttribute(file, "unix:mode") & 07777;
        return Integer.toOctalString(mode) + " " + Files.getAttribute(file, "unix:uid") + ":"
                + Files.getAttribute(file, "unix:gid") + " " + content;
    }

    private static SortedMap<String, String> view(Image image) throws IOException {
        SortedMap<String, String> view = new TreeMap<>();
        for (FileEntry entry : image.filesystem().entries().toList()) {
            String content = entry.isRegularFile()
                    ? Digest.of(image.filesystem().readAllBytes(entry.path())).toString()
                    : "";
            String described =
                    Integer.toOctalString(entry.mode()) + " " + entry.uid() + ":" + entry.gid() + " " + content;
            view.put(
                    entry.path(),
                    entry.linkTarget().map(target -> "link to " + target).orElse(described));
        }
        return view;
    }

    @Test
    void whatSkopeoWritesIsWhatItCopied() throws Exception {
        Path layout = layout();
        SortedMap<String, String> unpacked = unpacked(layout, "1");
        assertThat(unpacked).containsKeys("/app/file", "/bin/busybox");
        assertThat(view(source(layout).load())).isEqualTo(unpacked);
        for (String kind : new String[] {"oci-archive", "docker-archive", "oci"}) {
            Path copy = folder.resolve(kind);
            SKOPEO.run("copy", "oci:" + layout + ":1", kind + ":" + copy + ":web:1");
            Image read = source(copy).tag("web:1").load();
            assertThat(view(read)).as(kind).isEqualTo(unpacked);
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
        SortedMap<String, String> unpacked = unpacked(layout, "1");
        assertThat(unpacked.get("/app/file")).startsWith("750 1000:1000 ");
        for (String kind : new String[] {"oci-archive", "docker-archive"}) {
            BUILDAH.run("push", name + ":1", kind + ":" + folder.resolve(kind) + ":" + name + ":1");
            Image read = source(folder.resolve(kind)).tag(name + ":1").load();
            assertThat(view(read)).as(kind).isEqualTo(unpacked);
            assertThat(read.config().user()).as(kind).contains("app");
            assertThat(ImageValidator.validate(read)).as(kind).isEmpty();
        }
        assertThat(view(source(layout).load())).isEqualTo(unpacked);
        BUILDAH.run("rmi", "-f", name + ":1");
    }

    @Test
    void whatDockerSavesAndItsDaemonSendsIsWhatUmociUnpacks() throws Exception {
        dockdash.push(image(), reference("saved:1"));
        SortedMap<String, String> unpacked = unpacked(layout(), "1");
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
            assertThat(view(read)).isEqualTo(unpacked);
            assertThat(read.config()).isEqualTo(image().config());
            assertThat(ImageValidator.validate(read)).isEmpty();
        }
        Engine.DOCKER.remove(reference("saved:1"));
    }
}
