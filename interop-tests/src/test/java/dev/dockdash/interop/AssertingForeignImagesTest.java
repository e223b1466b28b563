package dev.dockdash.interop;

import static dev.dockdash.assertj.DockdashAssertions.assertThat;
import static dev.dockdash.assertj.DockdashAssertions.assertThatThrownBy;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.Port;
import dev.dockdash.archive.ImageSource;
import dev.dockdash.archive.OciArchive;
import dev.dockdash.image.Image;
import dev.dockdash.layer.EntryAttributes;
import dev.dockdash.layer.Layer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The same assertions on an application in images that others build, each in its own style. */
class AssertingForeignImagesTest extends RegistryFixture {

    private static final Tool BUILDAH = Tool.named("buildah", "--storage-driver", "vfs");
    private static final byte[] PROGRAM = "not run here\n".getBytes(StandardCharsets.UTF_8);
    private static final String CONTAINERFILE = """
            FROM scratch
            COPY serve /app/serve
            ENV LANG=C.UTF-8
            EXPOSE 8080
            LABEL team=web
            USER 1000
            ENTRYPOINT ["/app/serve"]
            """;

    /** What all of these images are, and what none of them is. */
    private void assertServes(ImageSource source) throws IOException {
        Image image = source.cache(dockdash.cache()).load();
        assertThat(image)
                .isValid()
                .entrypointExists()
                .hasNoSecrets()
                .config(config -> config.hasEntrypoint("/app/serve")
                        .hasUser("1000")
                        .hasEnv("LANG", "C.UTF-8")
                        .hasLabel("team", "web")
                        .exposesOnlyPorts("8080/tcp"))
                .file("/app/serve")
                .isExecutableByUser("1000")
                .content()
                .isEqualTo(new String(PROGRAM, StandardCharsets.UTF_8));
        assertThatThrownBy(() -> assertThat(image).config().hasUser("0"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("1000");
        assertThatThrownBy(() -> assertThat(image).file("/app/server").exists())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("/app/serve");
    }

    private Path context() throws IOException {
        Path context = Files.createDirectory(folder.resolve("context"));
        Path program = Files.write(context.resolve("serve"), PROGRAM);
        assertThat(program.toFile().setExecutable(true, false)).isTrue();
        Files.writeString(context.resolve("Dockerfile"), CONTAINERFILE);
        return context;
    }

    @Test
    void dockerBuild() throws Exception {
        String name = "dockdash-" + UUID.randomUUID() + ":1";
        Tool docker = Engine.DOCKER.tool();
        docker.run("build", "-q", "-t", name, context().toString());
        try {
            Path saved = folder.resolve("saved.tar");
            docker.run("save", "-o", saved.toString(), name);
            assertServes(ImageSource.of(saved));
            assertServes(ImageSource.daemon(name));
        } finally {
            Engine.DOCKER.remove(name);
        }
    }

    @Test
    void buildah() throws Exception {
        String name = "localhost/dockdash-" + UUID.randomUUID() + ":1";
        Path context = context();
        BUILDAH.run("bud", "-f", context.resolve("Dockerfile").toString(), "-t", name, context.toString());
        try {
            Path layout = folder.resolve("layout");
            BUILDAH.run("push", name, "oci:" + layout + ":1");
            assertServes(ImageSource.of(layout).tag("1"));
        } finally {
            BUILDAH.run("rmi", "-f", name);
        }
    }

    @Test
    void jib() throws Exception {
        FileEntriesLayer layer = FileEntriesLayer.builder()
                .setName("app")
                .addEntry(
                        context().resolve("serve"),
                        AbsoluteUnixPath.get("/app/serve"),
                        FilePermissions.fromOctalString("755"))
                .build();
        Path tar = folder.resolve("jib-image.tar");
        Jib.fromScratch()
                .addFileEntriesLayer(layer)
                .setEntrypoint("/app/serve")
                .addEnvironmentVariable("LANG", "C.UTF-8")
                .addExposedPort(Port.tcp(8080))
                .addLabel("team", "web")
                .setUser("1000")
                .containerize(Containerizer.to(TarImage.at(tar).named("web:1"))
                        .setBaseImageLayersCache(folder.resolve("jib-base"))
                        .setApplicationLayersCache(folder.resolve("jib-layers"))
                        .setOfflineMode(true));

        assertServes(ImageSource.of(tar));
        assertThat(ImageSource.of(tar)).layer(0).entry("/app/serve").hasModificationTime(Instant.ofEpochSecond(1));
    }

    /** Spring's and Paketo's: files of 1980, owned by the user of the buildpacks, and their metadata in labels. */
    @Test
    void buildpackStyle() throws IOException {
        Instant epochOfZip = Instant.parse("1980-01-01T00:00:01Z");
        Layer application = dockdash.layer()
                .data(
                        "/app/serve",
                        PROGRAM,
                        EntryAttributes.DEFAULT.mode(0755).owner(1000, 1000).modified(epochOfZip))
                .build();
        Image image = Image.scratch()
                .created(epochOfZip)
                .layer(application)
                .entrypoint("/app/serve")
                .env("LANG", "C.UTF-8")
                .exposedPort("8080")
                .label("team", "web")
                .label("io.buildpacks.lifecycle.metadata", "{\"app\": [{\"sha\": \"" + application.diffId() + "\"}]}")
                .user("1000")
                .build();
        Path archive = folder.resolve("image.oci");
        OciArchive.write(image, archive);

        assertServes(ImageSource.of(archive));
        assertThat(image).file("/app/serve").isOwnedBy(1000, 1000).hasModificationTime(epochOfZip);
        assertThat(image)
                .config()
                .label("io.buildpacks.lifecycle.metadata")
                .asJson()
                .at("/app/0/sha")
                .asText()
                .isEqualTo(application.diffId().toString());
    }
}
