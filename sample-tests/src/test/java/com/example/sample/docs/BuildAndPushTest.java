package com.example.sample.docs;

import static dev.dockdash.assertj.DockdashAssertions.assertThat;

import dev.dockdash.Dockdash;
import dev.dockdash.PushResult;
import dev.dockdash.image.Image;
import dev.dockdash.image.MultiPlatformImage;
import dev.dockdash.junit.BuildImage;
import dev.dockdash.junit.DockdashExtension;
import dev.dockdash.junit.EphemeralRegistry;
import dev.dockdash.junit.ImageLayer;
import dev.dockdash.junit.ImageRef;
import dev.dockdash.junit.PushedImage;
import dev.dockdash.junit.TestRegistry;
import dev.dockdash.layer.EntryAttributes;
import dev.dockdash.layer.Layer;
import dev.dockdash.oci.ImageReference;
import dev.dockdash.oci.Platform;
import dev.dockdash.registry.StreamingPush;
import dev.dockdash.testregistry.EmbeddedRegistry;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The examples of docs/build-and-push.md. */
class BuildAndPushTest {

    // tag::parameter[]
    @Test
    @BuildImage(
            name = "team/web",
            tag = "1.2",
            layers = {
                @ImageLayer(resource = "images/web", to = "/"),
                @ImageLayer(text = "port: 8080", to = "/etc/web.yaml", mode = "0640", owner = "0:1000")
            },
            entrypoint = "/app/serve",
            env = "LANG=C.UTF-8",
            labels = "org.opencontainers.image.version=1.2")
    void deploysVersion(PushedImage web) {
        assertThat(web.reference()).endsWith("/team/web:1.2");
        assertThat(web).file("/etc/web.yaml").hasMode(0640).isOwnedBy(0, 1000);
    }
    // end::parameter[]

    @Nested
    // tag::base[]
    @BuildImage(value = "images/web", name = "base", user = "1000")
    @BuildImage(name = "app", fromImage = "base", layers = @ImageLayer(text = "2", to = "/app/version"))
    class DerivedTest {

        @Test
        void keepsWhatTheBaseSays(@ImageRef("base") PushedImage base, @ImageRef("app") PushedImage app) {
            assertThat(app).isBuiltOn(base.image()).config(c -> c.hasUser("1000"));
        }
    }
    // end::base[]

    @Nested
    // tag::extension[]
    class InCodeTest {

        @RegisterExtension
        static final DockdashExtension DOCKDASH = DockdashExtension.builder()
                .image(
                        "web",
                        context -> context.image()
                                .layer(context.layer().data("/app/version", "2").build())
                                .cmd("/app/serve")
                                .build())
                .build();

        @Test
        void isPushed() {
            assertThat(DOCKDASH.image("web")).file("/app/version").content().isEqualTo("2");
        }
    }
    // end::extension[]

    @Test
    void withoutJUnit() throws IOException {
        // tag::core[]
        try (EmbeddedRegistry registry = EmbeddedRegistry.start()) {
            Dockdash dockdash = Dockdash.create();
            Layer app = dockdash.layer()
                    .directory(Path.of("src/test/resources/images/web"), "/")
                    .data("/etc/web.yaml", "port: 8080\n")
                    .emptyDirectory("/var/lib/web", EntryAttributes.DEFAULT.owner(1000, 1000))
                    .symbolicLink("/usr/bin/serve", "/app/serve")
                    .build();
            Image image = Image.scratch().layer(app).entrypoint("/app/serve").build();
            PushResult pushed = dockdash.push(image, registry.hostAndPort() + "/team/web:1");

            Image pulled = dockdash.pull(pushed.reference());
            assertThat(pulled).hasDigest(image.digest()).isValid();
        }
        // end::core[]
    }

    @Test
    @EphemeralRegistry
    void forSeveralPlatforms(TestRegistry registry) throws IOException {
        Dockdash dockdash = Dockdash.create();
        // tag::platforms[]
        Layer app = dockdash.layer().data("/app/version", "2").build();
        MultiPlatformImage both = MultiPlatformImage.of(
                Image.scratch()
                        .platform(Platform.parse("linux/amd64"))
                        .layer(app)
                        .build(),
                Image.scratch()
                        .platform(Platform.parse("linux/arm64"))
                        .layer(app)
                        .build());
        dockdash.push(both, registry.hostAndPort() + "/team/both:1");
        // end::platforms[]
        assertThat(dockdash.client().tags(ImageReference.parse(registry.hostAndPort() + "/team/both")))
                .containsExactly("1");
    }

    @Test
    @EphemeralRegistry
    void whileItIsBuilt(TestRegistry registry) throws IOException {
        Dockdash dockdash = Dockdash.create();
        // tag::streaming[]
        try (StreamingPush push = dockdash.startPush(registry.hostAndPort() + "/team/web:2")) {
            Layer app = dockdash.layer()
                    .directory(Path.of("src/test/resources/images/web"), "/")
                    .build(push);
            push.finish(Image.scratch().layer(app).entrypoint("/app/serve").build());
        }
        // end::streaming[]
        assertThat(dockdash.pull(registry.hostAndPort() + "/team/web:2"))
                .file("/app/serve")
                .exists();
    }
}
