package dev.dockdash.assertj;

import static dev.dockdash.assertj.DockdashAssertions.assertThat;
import static dev.dockdash.assertj.DockdashAssertions.assertThatThrownBy;
import static dev.dockdash.assertj.DockdashAssertions.catchThrowable;

import dev.dockdash.Dockdash;
import dev.dockdash.archive.DockerArchive;
import dev.dockdash.archive.ImageSource;
import dev.dockdash.archive.OciArchive;
import dev.dockdash.archive.OciLayout;
import dev.dockdash.cache.BlobCache;
import dev.dockdash.testregistry.EmbeddedRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageSourceAssertTest {

    @TempDir
    private Path folder;

    private WebImage web;

    @BeforeEach
    void build() throws IOException {
        web = WebImage.in(folder.resolve("built"));
    }

    @Test
    void sameChecksHaveSameOutcomeThroughAllSources() throws IOException {
        try (EmbeddedRegistry registry = EmbeddedRegistry.start()) {
            Map<String, ImageSource> sources = sources(registry);
            String expected = messageOf(ImageSource.of(web.image()));
            assertThat(expected).contains("expected: 0644", "actual:   0755");
            sources.forEach((name, source) -> {
                assertThat(source)
                        .as(name)
                        .isValid()
                        .config(c -> c.hasEntrypoint("/app/serve").hasUser("1000"))
                        .hasLayerCount(2)
                        .file("/app/serve")
                        .hasMode(0755)
                        .content()
                        .isEqualTo(WebImage.SCRIPT);
                assertThat(messageOf(source)).as(name).isEqualTo(expected);
            });
        }
    }

    @Test
    void messagesNameTheSource() throws IOException {
        Path archive = folder.resolve("web.tar");
        OciArchive.write(web.image(), archive);
        assertThatThrownBy(() -> assertThat(source(archive)).hasLayerCount(1))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("[" + archive + " · linux/amd64 · " + WebImage.shortForm(web.digest()) + "]\n");
    }

    @Test
    void sourceThatCannotBeLoadedIsNoFinding() {
        Path missing = folder.resolve("missing.tar");
        assertThatThrownBy(() -> assertThat(source(missing)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("Loading " + missing + " failed: ");
        assertThatThrownBy(() -> assertThat(source(missing).tag("web:2"))).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void noSourceFailsAtTheFirstCheck() {
        assertThatThrownBy(() -> assertThat((ImageSource) null).isValid()).isInstanceOf(AssertionError.class);
    }

    @Test
    void isValidTellsAllThatIsWrong() throws IOException {
        Path layout = folder.resolve("layout");
        OciLayout.write(web.image(), layout, "1");
        assertThat(source(layout)).isValid();
        for (int i = 0; i < 2; i++) {
            Path blob = layout.resolve("blobs/sha256")
                    .resolve(web.image().layers().get(i).digest().hex());
            byte[] bytes = Files.readAllBytes(blob);
            bytes[bytes.length / 2] ^= 1;
            Files.write(blob, bytes);
        }
        assertThatThrownBy(() -> assertThat(source(layout)).isValid())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Expecting image to be valid")
                .hasMessageContaining("layer 0 " + web.image().layers().get(0).digest())
                .hasMessageContaining("layer 1 " + web.image().layers().get(1).digest());
    }

    private Map<String, ImageSource> sources(EmbeddedRegistry registry) throws IOException {
        Path layout = folder.resolve("layout");
        OciLayout.write(web.image(), layout, "1");
        Path archive = folder.resolve("oci");
        OciArchive.write(web.image(), archive);
        Path saved = folder.resolve("saved");
        DockerArchive.write(web.image(), saved, "web:1");
        String reference = registry.hostAndPort() + "/web:1";
        Dockdash dockdash =
                Dockdash.builder().cache(BlobCache.at(folder.resolve("pulled"))).build();
        dockdash.push(web.image(), reference);
        Map<String, ImageSource> sources = new LinkedHashMap<>();
        sources.put("layout", source(layout));
        sources.put("OCI archive", source(archive));
        sources.put("docker save", source(saved));
        sources.put("compressed OCI archive", source(gzip(archive)));
        sources.put("compressed docker save", source(gzip(saved)));
        sources.put("registry", dockdash.source(reference));
        return sources;
    }

    private ImageSource source(Path file) {
        return ImageSource.of(file).cache(BlobCache.at(folder.resolve("read")));
    }

    private static Path gzip(Path file) throws IOException {
        Path compressed = file.resolveSibling(file.getFileName() + ".packed");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(compressed))) {
            Files.copy(file, out);
        }
        return compressed;
    }

    /** Returns what a failed check says below its first line, which names the source. */
    private static String messageOf(ImageSource source) {
        Throwable failure =
                catchThrowable(() -> assertThat(source).file("/app/serve").hasMode(0644));
        String message = Optional.ofNullable(failure.getMessage()).orElseThrow();
        return message.substring(message.indexOf('\n'));
    }
}
