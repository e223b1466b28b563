package dev.dockdash.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockdash.Dockdash;
import dev.dockdash.cache.BlobCache;
import dev.dockdash.image.FileEntry;
import dev.dockdash.image.Image;
import dev.dockdash.layer.Compression;
import dev.dockdash.layer.Layer;
import dev.dockdash.oci.ImageConfig;
import dev.dockdash.oci.ImageReference;
import dev.dockdash.oci.MediaType;
import dev.dockdash.oci.Platform;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Layers, bases and factories of {@link BuildImage}. */
class LayersTest {

    @Test
    void layersComeFromResourcesFilesAndText() {
        CaseRun.of(LayersTestCase.class).passes(1);
    }

    @BuildImage(
            value = "images/db",
            layers = {
                @ImageLayer(resource = "layers/tree", to = "/opt/tree", owner = "7:8"),
                @ImageLayer(resource = "/layers/single.txt", to = "/single", mode = "0600", owner = "1000"),
                @ImageLayer(file = "src/test/resources/layers/tree", to = "/", mode = "640"),
                @ImageLayer(file = "pom.xml", to = "pom.xml"),
                @ImageLayer(
                        text = {"#!/bin/sh", "exec /app"},
                        to = "/start",
                        mode = "0755"),
                @ImageLayer(text = "", to = "/empty")
            })
    static class LayersTestCase {

        @Test
        void reads(PushedImage db) throws IOException {
            Image image = db.image();
            assertThat(image.layers()).hasSize(7);
            assertThat(image.filesystem().entries())
                    .extracting(LayersTest::describe)
                    .containsExactly(
                            "/data.txt 644 0:0",
                            "/empty 644 0:0",
                            "/one.txt 640 0:0",
                            "/opt 755 0:0",
                            "/opt/tree 755 7:8",
                            "/opt/tree/one.txt 644 7:8",
                            "/opt/tree/sub 755 7:8",
                            "/opt/tree/sub/run 755 7:8",
                            "/pom.xml 644 0:0",
                            "/single 600 1000:1000",
                            "/start 755 0:0",
                            "/sub 750 0:0",
                            "/sub/run 640 0:0");
            assertThat(image.filesystem().readAllBytes("/start")).asString().isEqualTo("#!/bin/sh\nexec /app");
            assertThat(image.filesystem().readAllBytes("/empty")).isEmpty();
        }
    }

    private static String describe(FileEntry entry) {
        return entry.path() + " " + Integer.toOctalString(entry.mode()) + " " + entry.uid() + ":" + entry.gid();
    }

    @Test
    void buildsUponOtherDeclaredImages() {
        CaseRun.of(DerivingTestCase.class).passes(2);
    }

    @BuildImage(name = "derived", fromImage = "base", env = "A=2", layers = @ImageLayer(text = "top", to = "/top"))
    @BuildImage(value = "images/web", name = "base", entrypoint = "/app/serve", env = "A=1", labels = "a=b")
    static class DerivingTestCase {

        @Test
        void adds(@ImageRef("derived") PushedImage derived, @ImageRef("base") PushedImage base) throws IOException {
            ImageConfig config = derived.image().config();
            assertThat(config.entrypoint()).containsExactly("/app/serve");
            assertThat(config.env()).isEqualTo(Map.of("A", "2"));
            assertThat(config.labels()).isEqualTo(Map.of("a", "b"));
            assertThat(derived.image().layers().get(0))
                    .isEqualTo(base.image().layers().get(0));
            assertThat(Pulling.pull(derived).filesystem().readAllBytes("/top"))
                    .asString()
                    .isEqualTo("top");
        }

        @Test
        @BuildImage(name = "derived", fromImage = "derived", env = "A=3")
        void itsOwnNameMeansThatFurtherOut(PushedImage nearest) throws IOException {
            assertThat(nearest.image().config().env()).isEqualTo(Map.of("A", "3"));
            assertThat(nearest.image().filesystem().readAllBytes("/top"))
                    .asString()
                    .isEqualTo("top");
        }
    }

    @Test
    void factoriesMakeImagesInCode() {
        CaseRun.of(FactoryTestCase.class).passes(1);
    }

    @BuildImage(name = "base", labels = "a=b")
    @BuildImage(
            name = "made",
            fromImage = "base",
            factory = TreeFactory.class,
            compression = BuildImage.Compression.GZIP)
    static class FactoryTestCase {

        @Test
        void reads(@ImageRef("made") PushedImage made) throws IOException {
            assertThat(made.image().config().labels()).isEqualTo(Map.of("a", "b", "c", "d"));
            assertThat(made.image().layers()).extracting(Layer::mediaType).containsExactly(MediaType.OCI_LAYER_GZIP);
            assertThat(made.image().filesystem().readAllBytes("/tree/one.txt"))
                    .asString()
                    .isEqualTo("one\n");
        }
    }

    private static final class TreeFactory implements ImageFactory {

        @Override
        public Image create(ImageContext context) throws IOException {
            Layer layer = context.layer()
                    .directory(context.resource("layers/tree"), "/tree")
                    .build();
            return context.image().layer(layer).label("c", "d").build();
        }
    }

    @Test
    void platformsAreThoseAskedFor() {
        CaseRun.of(PlatformTestCase.class).passes(1);
    }

    @BuildImage(name = "arm", platforms = "linux/arm64")
    static class PlatformTestCase {

        @Test
        void reads(PushedImage arm, @ImageRef(platform = "linux/arm64") PushedImage chosen) {
            assertThat(arm.platforms()).hasToString("[linux/arm64]");
            assertThat(arm.image().config().platform()).hasToString("linux/arm64");
            assertThat(chosen).isSameAs(arm);
        }
    }

    @Test
    void severalPlatformsMakeAnIndex() {
        CaseRun.of(IndexTestCase.class).passes(3);
    }

    @BuildImage(
            value = "images/web",
            platforms = {"linux/arm64", "linux/amd64"})
    @BuildImage(name = "derived", fromImage = "web", labels = "a=b")
    @BuildImage(name = "one", fromImage = "web", platforms = "linux/arm64")
    static class IndexTestCase {

        @Test
        void hasExactlyThoseAskedFor(@ImageRef("web") PushedImage web) throws IOException {
            assertThat(web.platforms()).hasToString("[linux/arm64, linux/amd64]");
            assertThat(web.index().orElseThrow().digest()).isEqualTo(web.digest());
            assertThat(web.reference()).endsWith("/web:" + web.digest().shortHex());
            assertThat(web.image().config().platform()).hasToString("linux/amd64");
            assertThat(Pulling.pull(web)).isEqualTo(web.image());
            assertThat(Pulling.pull(web.digestReference())).isEqualTo(web.image());
        }

        @Test
        void onePlatformIsInjected(
                @ImageRef(value = "web", platform = "linux/arm64") String arm, @ImageRef("web") PushedImage web) {
            PushedImage chosen = web.forPlatform("linux/arm64");
            assertThat(chosen.reference())
                    .isEqualTo(arm)
                    .isEqualTo(web.registry().hostAndPort() + "/web@" + chosen.digest());
            assertThat(chosen.image().config().platform()).hasToString("linux/arm64");
            assertThat(chosen.index()).isEmpty();
        }

        @Test
        void basesHandTheirPlatformsOn(@ImageRef("derived") PushedImage derived, @ImageRef("one") PushedImage one) {
            assertThat(derived.platforms()).hasToString("[linux/arm64, linux/amd64]");
            assertThat(derived.images())
                    .allSatisfy(image -> assertThat(image.config().labels()).isEqualTo(Map.of("a", "b")));
            assertThat(one.platforms()).hasToString("[linux/arm64]");
            assertThat(one.image().layers()).hasSize(1);
        }
    }

    @Test
    void basesComeFromRegistries() throws IOException {
        Image base = Image.scratch().label("a", "b").user("7").build();
        try (TestRegistry registry = TestRegistry.embedded().start()) {
            PushedImage pushed = registry.push(base, "base:1");

            Image derived =
                    derive(new ImageBase.Remote(ImageReference.parse(pushed.reference())), Platform.LINUX_AMD64);

            assertThat(derived.config().labels()).isEqualTo(Map.of("a", "b", "c", "d"));
            assertThat(derived.config().user()).contains("7");
            assertThatThrownBy(() -> derive(
                            new ImageBase.Remote(ImageReference.parse(pushed.reference())),
                            Platform.parse("linux/arm64")))
                    .isInstanceOf(IOException.class)
                    .hasMessage("the base " + pushed.reference() + " is for linux/amd64: expected one for linux/arm64."
                            + " Set platforms, or another base");
        }
    }

    private static Image derive(ImageBase base, Platform platform) throws IOException {
        ImageSettings settings = new ImageSettings(
                List.of(),
                List.of(),
                List.of(),
                List.of(new Setting("c", "d")),
                List.of(),
                List.of(),
                List.of(),
                "",
                "");
        ImageDefinition definition = new ImageDefinition(
                "derived",
                Optional.empty(),
                base,
                List.of(platform),
                new ImageContent(Optional.empty(), List.of(), Compression.ZSTD, settings),
                Optional.empty());
        ImageBuilds builds = new ImageBuilds(BlobCache.ofUser(), Dockdash::create, Platform.LINUX_AMD64);
        try (ClassPathResources classPath = new ClassPathResources()) {
            LayerFiles files = LayerFiles.of(LayersTest.class, classPath);
            return builds.build(definition, files, List.of(), Optional.empty()).main();
        }
    }
}
