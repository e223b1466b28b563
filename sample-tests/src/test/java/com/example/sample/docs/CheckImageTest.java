package com.example.sample.docs;

import static dev.dockdash.assertj.DockdashAssertions.assertThat;

import dev.dockdash.Dockdash;
import dev.dockdash.archive.DockerArchive;
import dev.dockdash.archive.ImageSource;
import dev.dockdash.assertj.DockdashSoftAssertions;
import dev.dockdash.assertj.LintProfile;
import dev.dockdash.assertj.LintRule;
import dev.dockdash.image.Image;
import dev.dockdash.layer.EntryAttributes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The examples of docs/check-your-image.md and docs/reproducibility.md, on an archive as a build leaves it. */
class CheckImageTest {

    // tag::file[]
    private static final ImageSource IMAGE = ImageSource.of(Path.of("target/jib-image.tar"));
    // end::file[]

    private final Dockdash dockdash = Dockdash.create();

    @BeforeAll
    static void build() throws IOException {
        DockerArchive.write(
                image(Dockdash.create()),
                Files.createDirectories(Path.of("target")).resolve("jib-image.tar"),
                "web:1");
    }

    private static Image image(Dockdash dockdash) throws IOException {
        EntryAttributes executable = EntryAttributes.DEFAULT.mode(0755);
        return Image.scratch()
                .layer(dockdash.layer()
                        .data("/app/classes/application.properties", "server.port=8080\n")
                        .data("/app/serve", "#!/bin/sh\n".getBytes(StandardCharsets.UTF_8), executable)
                        .data("/bin/sh", new byte[] {0x7f, 'E', 'L', 'F'}, executable)
                        .build())
                .entrypoint("/app/serve")
                .user("1000")
                .exposedPort("8080/tcp")
                .build();
    }

    // tag::checks[]
    @Test
    void imageIsWhatWeShip() {
        assertThat(IMAGE)
                .isValid()
                .isFor("linux/amd64")
                .config(c -> c.hasUser("1000").exposesOnlyPorts("8080/tcp"))
                .file(
                        "/app/classes/application.properties",
                        file -> file.asProperties().containsEntry("server.port", "8080"))
                .filesystem(files -> files.doesNotContainGlob("**/*-sources.jar"))
                .entrypointExists()
                .entrypointIsExecutableByUser()
                .runsAsNonRoot()
                .hasNoSecrets()
                .hasUnpackedSizeLessThan("200 MB");
    }
    // end::checks[]

    // tag::soft[]
    @Test
    void tellsAllThatIsWrongAtOnce() {
        DockdashSoftAssertions.assertSoftly(softly -> {
            softly.assertThat(IMAGE).config(c -> c.hasUser("1000").hasEntrypoint("/app/serve"));
            softly.assertThat(IMAGE).file("/app/serve").hasMode(0755);
        });
    }
    // end::soft[]

    // tag::lint[]
    @Test
    void passesLint() {
        assertThat(IMAGE).passesLint(LintProfile.all().without(LintRule.HAS_HEALTHCHECK));
    }
    // end::lint[]

    // tag::reproducible[]
    @Test
    void isReproducible() throws IOException {
        Image first = image(dockdash);
        assertThat(first).isReproducible(() -> image(dockdash)).hasOnlyTimestamp(Instant.EPOCH);
        assertThat(first).comparedTo(IMAGE.load()).isSemanticallyEqual();
    }
    // end::reproducible[]
}
