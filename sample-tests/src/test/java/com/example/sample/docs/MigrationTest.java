package com.example.sample.docs;

import static dev.dockdash.assertj.DockdashAssertions.assertThat;

import dev.dockdash.Dockdash;
import dev.dockdash.image.Image;
import dev.dockdash.junit.BuildImage;
import dev.dockdash.junit.PushedImage;
import dev.dockdash.layer.EntryAttributes;
import dev.dockdash.layer.Layer;
import dev.dockdash.testregistry.EmbeddedRegistry;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The examples of docs/migrating.md. */
@BuildImage(
        value = "images/web",
        entrypoint = "/app/serve",
        env = "LANG=C.UTF-8",
        user = "1000",
        exposedPorts = "8080/tcp",
        workingDir = "/app")
class MigrationTest {

    // tag::yaml[]
    @Test
    void satisfiesTheOldTests(PushedImage web) {
        assertThat(web).satisfiesStructureTest(Path.of("src/test/resources/structure-test.yaml"));
    }
    // end::yaml[]

    // tag::assertions[]
    @Test
    void satisfiesTheSameInJava(PushedImage web) {
        assertThat(web)
                .file("/app/serve", f -> f.hasPermissions("rwxr-xr-x").isOwnedBy(0, 0))
                .file("/app/serve", f -> f.content(text -> text.containsPattern("echo .*")))
                .filesystem(files -> files.doesNotContain("/app/serve.bak"))
                .config(c -> c.hasEnv("LANG", "C.UTF-8")
                        .hasEntrypoint("/app/serve")
                        .exposesPort("8080/tcp")
                        .hasWorkingDir("/app")
                        .hasUser("1000"));
    }
    // end::assertions[]

    @Test
    void replacesAnImageFromDockerfile() throws IOException {
        Dockdash dockdash = Dockdash.create();
        try (EmbeddedRegistry registry = EmbeddedRegistry.start()) {
            String base =
                    registry.preload("base:1", Image.scratch().user("1000").build());
            // tag::dockerfile[]
            Layer app = dockdash.layer()
                    .file(
                            Path.of("src/test/resources/images/web/app/serve"),
                            "/app/serve",
                            EntryAttributes.DEFAULT.mode(0755))
                    .build();
            Image image = Image.from(dockdash.pull(base)) // FROM
                    .layer(app) // COPY --chmod=755 serve /app/serve
                    .env("PORT", "8080") // ENV
                    .workingDir("/app") // WORKDIR
                    .exposedPort("8080/tcp") // EXPOSE
                    .cmd("/app/serve") // CMD
                    .build();
            String reference =
                    dockdash.push(image, registry.hostAndPort() + "/web:test").reference();
            // end::dockerfile[]
            assertThat(dockdash.pull(reference)).config(c -> c.hasUser("1000").hasCmd("/app/serve"));
        }
    }
}
