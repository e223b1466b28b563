package dev.dockdash.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.archive.ImageSource;
import dev.dockdash.image.Image;
import dev.dockdash.image.ImageValidator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * An image that {@code docker build} makes, with all that layers can do to each other, in every form in which engines save
 * it. What it has in the end is told by umoci, and by the engine itself.
 */
class DockerBuiltImagesTest extends RegistryFixture {

    private static final Tool DOCKER = Engine.DOCKER.tool();
    private static final Tool PODMAN = Engine.PODMAN.tool();
    private static final Tool TAR = Tool.named("tar");

    /** Nothing in /dev, /etc, /proc and /sys: the engine puts things of its own there. */
    private static final String DOCKERFILE = """
            FROM scratch
            COPY busybox /bin/busybox
            COPY --chown=1000:3000000 tree /data
            SHELL ["/bin/busybox", "sh", "-ec"]
            ENV PATH=/bin
            RUN for name in chmod ln mkdir mkfifo mknod rm touch; do busybox ln -s busybox /bin/$name; done
            RUN mkfifo /data/pipe; mknod /data/null c 1 3; ln /data/kept /data/second
            RUN rm -r /data/gone /data/pipe; chmod 4711 /data/kept; touch -h -d @86400 /data/link
            RUN rm -r /data/replaced; mkdir /data/replaced; echo new > /data/replaced/new
            RUN rm -r /data/folder; ln -s replaced /data/folder; rm /data/link; mkdir -m 1777 /data/link
            RUN rm /data/second; ln /data/kept /data/third
            """;

    private final String name = "localhost/dockdash-" + UUID.randomUUID();

    @BeforeEach
    void build() throws Exception {
        Path context = Files.createDirectory(folder.resolve("context"));
        Files.copy(Busybox.PROGRAM, context.resolve("busybox"));
        Path tree = Files.createDirectory(context.resolve("tree"));
        for (String file : new String[] {"gone/a", "gone/b/c", "replaced/old", "folder/file"}) {
            Files.writeString(
                    Files.createDirectories(tree.resolve(file).getParent()).resolve("file"), file);
            Files.writeString(tree.resolve(file), file);
        }
        Files.writeString(tree.resolve("kept"), "kept");
        Files.createSymbolicLink(tree.resolve("link"), Path.of("kept"));
        Files.writeString(context.resolve("Dockerfile"), DOCKERFILE);
        DOCKER.run("build", "-q", "--no-cache", "-t", name + ":1", context.toString());
    }

    @AfterEach
    void remove() throws Exception {
        DOCKER.run("rmi", "-f", name + ":1");
    }

    private Path saved() throws Exception {
        Path saved = folder.resolve("saved");
        if (Files.notExists(saved)) {
            DOCKER.run("save", "-o", saved.toString(), name + ":1");
        }
        return saved;
    }

    private SortedMap<String, String> unpacked() throws Exception {
        return Umoci.unpacked("docker-archive:" + saved(), folder);
    }

    private void check(ImageSource source, SortedMap<String, String> expected) throws IOException {
        Image read = source.load();
        assertThat(MergedView.of(read)).as("%s", source).isEqualTo(expected);
        assertThat(ImageValidator.validate(read)).as("%s", source).isEmpty();
    }

    @Test
    void savedImageIsWhatUmociUnpacks() throws Exception {
        SortedMap<String, String> unpacked = unpacked();
        assertThat(unpacked)
                .containsKeys("/data/null", "/data/replaced/new")
                .doesNotContainKeys("/data/gone", "/data/pipe", "/data/second", "/data/replaced/old");
        assertThat(unpacked.get("/data/third")).contains(" 4711 ").endsWith(", the same file as /data/kept");
        check(dockdash.source(saved()), unpacked);
        check(dockdash.source(saved()).tag(name + ":1"), unpacked);
        check(ImageSource.daemon(name + ":1").cache(dockdash.cache()), unpacked);
    }

    @Test
    void savedImageIsWhatTheEngineExports() throws Exception {
        Path exported = folder.resolve("exported");
        String container = DOCKER.run("create", name + ":1", "/none");
        try {
            DOCKER.run("export", "-o", exported.toString(), container);
        } finally {
            DOCKER.run("rm", container);
        }
        Path tree = Files.createDirectory(folder.resolve("tree"));
        TAR.run("-xpf", exported.toString(), "--same-owner", "--numeric-owner", "-C", tree.toString());
        SortedMap<String, String> expected = MergedView.on(tree);
        expected.keySet().removeIf(path -> path.matches("/(dev|etc|proc|sys|\\.dockerenv)(/.*)?"));
        assertThat(expected).containsKeys("/data/null", "/data/link");
        check(dockdash.source(saved()), expected);
    }

    @Test
    void unpackedSavedImageIsReadFromItsFolder() throws Exception {
        Path tree = Files.createDirectory(folder.resolve("tree"));
        TAR.run("-xf", saved().toString(), "-C", tree.toString());
        check(dockdash.source(tree), unpacked());
    }

    @Test
    void whatPodmanSavesIsWhatUmociUnpacks() throws Exception {
        SortedMap<String, String> unpacked = unpacked();
        PODMAN.run("load", "-q", "-i", saved().toString());
        try {
            for (String format : new String[] {"docker-archive", "oci-archive", "oci-dir"}) {
                Path file = folder.resolve(format);
                PODMAN.run("save", "-q", "--format", format, "-o", file.toString(), name + ":1");
                check(dockdash.source(file), unpacked);
            }
        } finally {
            Engine.PODMAN.remove(name + ":1");
        }
    }
}
