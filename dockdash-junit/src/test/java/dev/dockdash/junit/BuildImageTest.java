package dev.dockdash.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.Dockdash;
import dev.dockdash.cache.BlobCache;
import dev.dockdash.image.Image;
import dev.dockdash.layer.Layer;
import dev.dockdash.oci.ImageConfig;
import dev.dockdash.oci.MediaType;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

class BuildImageTest {

    @Test
    void injectsAnImageThatCanBePulled() {
        CaseRun.of(PullTestCase.class).passes(1);
    }

    @BuildImage("images/web")
    static class PullTestCase {

        @Test
        void pulls(PushedImage web, TestRegistry registry, @TempDir Path folder) throws IOException {
            assertThat(web.reference())
                    .isEqualTo(registry.hostAndPort() + "/web:" + web.digest().shortHex())
                    .hasToString(web.toString());
            assertThat(web.digestReference()).isEqualTo(registry.hostAndPort() + "/web@" + web.digest());
            assertThat(web.registry()).isSameAs(registry).hasToString("http://" + registry.hostAndPort());

            Dockdash other = Dockdash.builder().cache(BlobCache.at(folder)).build();
            Image pulled = other.pull(web.reference());
            assertThat(pulled).isEqualTo(web.image()).isEqualTo(other.pull(web.digestReference()));
            assertThat(pulled.filesystem().readAllBytes("/etc/web.conf"))
                    .asString()
                    .isEqualTo("port=8080\n");
        }
    }

    @Test
    void keepsTheExecutableBitAndAddsNothing() {
        CaseRun.of(FilesTestCase.class).passes(1);
    }

    @BuildImage("/images/web/")
    static class FilesTestCase {

        @Test
        void reads(PushedImage web) throws IOException {
            assertThat(web.image().filesystem().entries())
                    .extracting(entry -> entry.path() + " " + Integer.toOctalString(entry.mode()))
                    .containsExactly("/app 755", "/app/serve 755", "/etc 755", "/etc/web.conf 644");
        }
    }

    @Test
    void setsEveryAttribute() {
        CaseRun.of(AttributesTestCase.class).passes(1);
    }

    @BuildImage(
            value = "images/web",
            name = "team/server",
            tag = "v1",
            entrypoint = {"/app/serve", "--fast"},
            cmd = "--help",
            env = {"PATH=/app", "EMPTY=", "EQUATION=a=b"},
            labels = "org.opencontainers.image.title=web",
            annotations = "org.opencontainers.image.version=1",
            exposedPorts = {"8080", "53/udp"},
            volumes = "/data",
            user = "1000:1000",
            workingDir = "/app",
            compression = BuildImage.Compression.GZIP)
    static class AttributesTestCase {

        @Test
        void reads(PushedImage web) {
            assertThat(web.reference()).endsWith("/team/server:v1");
            ImageConfig config = web.image().config();
            assertThat(config.entrypoint()).containsExactly("/app/serve", "--fast");
            assertThat(config.cmd()).containsExactly("--help");
            assertThat(config.env()).isEqualTo(Map.of("PATH", "/app", "EMPTY", "", "EQUATION", "a=b"));
            assertThat(config.labels()).isEqualTo(Map.of("org.opencontainers.image.title", "web"));
            assertThat(config.exposedPorts()).containsExactlyInAnyOrder("8080/tcp", "53/udp");
            assertThat(config.volumes()).containsExactly("/data");
            assertThat(config.user()).contains("1000:1000");
            assertThat(config.workingDir()).contains("/app");
            assertThat(web.image().manifest().annotations()).isEqualTo(Map.of("org.opencontainers.image.version", "1"));
            assertThat(web.image().layers()).extracting(Layer::mediaType).containsExactly(MediaType.OCI_LAYER_GZIP);
        }
    }

    @Test
    void makesAnImageWithoutLayersFromNothingButAName() {
        CaseRun.of(BareTestCase.class).passes(1);
    }

    @BuildImage(name = "bare", labels = "a=b")
    static class BareTestCase {

        @Test
        void pulls(PushedImage bare, @TempDir Path folder) throws IOException {
            Dockdash other = Dockdash.builder().cache(BlobCache.at(folder)).build();
            assertThat(other.pull(bare.reference()).layers()).isEmpty();
        }
    }

    @Test
    void namesTheRepositoryAfterTheDirectoryInLowerCase() {
        CaseRun run = CaseRun.of(MixedCaseTestCase.class).passes(1);

        assertThat(run.published("reference")).singleElement().asString().contains("/mixed-case:");
    }

    @BuildImage("images/Mixed-Case")
    static class MixedCaseTestCase {

        @Test
        void tells(PushedImage image, TestReporter reporter) {
            reporter.publishEntry("reference", image.reference());
        }
    }

    @Test
    void compressesWithZstdUnlessToldOtherwise() {
        assertThat(compressions(CaseRun.of(CompressionTestCase.class)))
                .containsExactlyInAnyOrder(MediaType.OCI_LAYER_ZSTD, MediaType.OCI_LAYER);
        assertThat(compressions(CaseRun.withParameter("dockdash.compression", "gzip", CompressionTestCase.class)))
                .containsExactlyInAnyOrder(MediaType.OCI_LAYER_GZIP, MediaType.OCI_LAYER);
    }

    private static List<MediaType> compressions(CaseRun run) {
        return run.passes(1).published("type").stream().map(MediaType::new).toList();
    }

    @BuildImage("images/web")
    @BuildImage(value = "images/db", compression = BuildImage.Compression.NONE)
    static class CompressionTestCase {

        @Test
        void tells(@ImageRef("web") PushedImage web, @ImageRef("db") PushedImage db, TestReporter reporter) {
            reporter.publishEntry(
                    "type", web.image().layers().get(0).mediaType().toString());
            reporter.publishEntry("type", db.image().layers().get(0).mediaType().toString());
        }
    }

    @Test
    void worksAsAMetaAnnotation() {
        CaseRun.of(MetaTestCase.class).passes(1);
    }

    @BuildImage("images/web")
    @Retention(RetentionPolicy.RUNTIME)
    @interface WebImage {}

    @WebImage
    @BuildImage("images/db")
    static class MetaTestCase {

        @Test
        void reads(@ImageRef("web") String web, @ImageRef("db") String db) {
            assertThat(web).contains("/web:");
            assertThat(db).contains("/db:");
        }
    }

    @Test
    void inheritsImagesAndReplacesThoseOfTheSameName() {
        CaseRun.of(SubTestCase.class).passes(2);
    }

    @BuildImage("images/web")
    @BuildImage(value = "images/db", labels = "from=base")
    abstract static class BaseCase {

        @Test
        void isInherited(@ImageRef("web") PushedImage web) {
            assertThat(web.reference()).contains("/web:");
        }
    }

    @BuildImage(value = "images/db", labels = "from=sub")
    static class SubTestCase extends BaseCase {

        @Test
        void isReplaced(@ImageRef("db") PushedImage db) {
            assertThat(db.image().config().labels()).isEqualTo(Map.of("from", "sub"));
        }
    }

    @Test
    void findsTheImagesOfClassesAround() {
        CaseRun.of(OuterTestCase.class).passes(3);
    }

    @BuildImage("images/web")
    static class OuterTestCase {

        @Nested
        class Inside {

            @Test
            void hasTheOneAround(PushedImage web) {
                assertThat(web.reference()).contains("/web:");
            }

            @Nested
            @BuildImage("images/db")
            class Deeper {

                @Test
                void hasItsOwnFirst(PushedImage db) {
                    assertThat(db.reference()).contains("/db:");
                }

                @Test
                void hasThoseAroundByName(@ImageRef("web") PushedImage web, @ImageRef String nearest) {
                    assertThat(web.reference()).contains("/web:");
                    assertThat(nearest).contains("/db:");
                }
            }
        }
    }
}
