package dev.dockdash.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Port;
import dev.dockdash.archive.ImageSource;
import dev.dockdash.image.Image;
import dev.dockdash.image.ImageValidator;
import dev.dockdash.oci.MediaType;
import dev.dockdash.registry.RegistryClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.SortedMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Images that Jib makes from nothing, in each of its formats, whose merged view must be what umoci unpacks. */
class JibImagesTest extends RegistryFixture {

    private static final String LONG_NAME = "a-name-that-no-header-of-a-tar-has-room-for-".repeat(3);

    private JibContainerBuilder builder(ImageFormat format) throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes/dev/dockdash"));
        Files.writeString(classes.resolve("Main.class"), "class");
        Files.writeString(classes.resolve(LONG_NAME), "long");
        Path program = Files.writeString(folder.resolve("program"), "#!/bin/sh\n");
        return Jib.fromScratch()
                .addFileEntriesLayer(FileEntriesLayer.builder()
                        .addEntryRecursive(folder.resolve("classes"), AbsoluteUnixPath.get("/app/classes"))
                        .build())
                .addFileEntriesLayer(FileEntriesLayer.builder()
                        .addEntry(
                                program,
                                AbsoluteUnixPath.get("/app/program"),
                                FilePermissions.fromOctalString("750"),
                                Instant.ofEpochSecond(1_700_000_000),
                                "3000000:1000")
                        .addEntry(program, AbsoluteUnixPath.get("/app/classes/dev/dockdash/Main.class"))
                        .build())
                .setFormat(format)
                .setUser("1000")
                .setEntrypoint("/app/program")
                .addExposedPort(Port.tcp(8080))
                .addEnvironmentVariable("LANG", "C.UTF-8")
                .setWorkingDirectory(AbsoluteUnixPath.get("/app"));
    }

    private void containerize(ImageFormat format, Containerizer containerizer) throws Exception {
        builder(format)
                .containerize(containerizer
                        .setBaseImageLayersCache(folder.resolve("jib-base"))
                        .setApplicationLayersCache(folder.resolve("jib-layers"))
                        .setAllowInsecureRegistries(true));
    }

    private static void check(Image image, SortedMap<String, String> unpacked) throws IOException {
        assertThat(unpacked).containsKeys("/app/program", "/app/classes/dev/dockdash/" + LONG_NAME);
        assertThat(unpacked.get("/app/program")).contains(" 750 3000000:1000 2023-11-14T22:13:20Z ");
        assertThat(MergedView.of(image)).isEqualTo(unpacked);
        assertThat(ImageValidator.validate(image)).isEmpty();
        assertThat(image.config().user()).contains("1000");
        assertThat(image.config().entrypoint()).containsExactly("/app/program");
        assertThat(image.filesystem().changes("/app/classes/dev/dockdash/Main.class"))
                .extracting(change -> change.kind() + " " + change.layer())
                .containsExactly("ADDED 0", "CHANGED 1");
    }

    @ParameterizedTest
    @EnumSource
    void tarIsWhatUmociUnpacks(ImageFormat format) throws Exception {
        Path tar = folder.resolve("image");
        containerize(format, Containerizer.to(TarImage.at(tar).named("jib/web:1")));
        Image image = dockdash.source(tar).tag("jib/web:1").load();
        String kind = format == ImageFormat.OCI ? "oci-archive:" : "docker-archive:";
        check(image, Umoci.unpacked(kind + tar, folder));
    }

    @ParameterizedTest
    @EnumSource
    void pushedImageIsWhatUmociUnpacks(ImageFormat format) throws Exception {
        containerize(format, Containerizer.to(RegistryImage.named(reference("jib/web:1"))));
        Image image = ImageSource.registry(RegistryClient.create(), reference("jib/web:1"))
                .cache(dockdash.cache())
                .load();
        assertThat(image.manifest().mediaType())
                .isEqualTo(format == ImageFormat.OCI ? MediaType.OCI_MANIFEST : MediaType.DOCKER_MANIFEST);
        check(image, Umoci.unpacked("docker://" + reference("jib/web:1"), folder));
    }
}
