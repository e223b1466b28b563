package dev.dockdash.assertj;

import static dev.dockdash.assertj.DockdashAssertions.assertThat;
import static dev.dockdash.assertj.DockdashAssertions.assertThatThrownBy;

import dev.dockdash.cache.BlobCache;
import dev.dockdash.image.Image;
import dev.dockdash.layer.Compression;
import dev.dockdash.layer.Layer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageDiffAssertTest {

    private Image base;
    private Image image;

    @BeforeEach
    void build() throws IOException {
        base = TestImages.image(new TestTar()
                .file("a", "1")
                .file("b.properties", "x=1\ntime=10\n")
                .file("gone", ""));
        image = TestImages.of(new TestTar()
                        .file("a", "1", entry -> entry.setMode(0755))
                        .file("b.properties", "x=1\ntime=17\n")
                        .file("new", "n"))
                .user("1000")
                .build();
    }

    private static final String FILES = """
              added:       /new, in layer 0
              removed:     /gone, in layer 0
              changed:     /a, in layer 0: mode 0644 (rw-r--r--) -> 0755 (rwxr-xr-x)
                           /b.properties, in layer 0: content of line 2: -time=10 +time=17\
            """;

    @Test
    void identical() throws IOException {
        assertThat(base).comparedTo(base).isIdentical().hasNoDifferences().isSemanticallyEqual();
        fails(
                d -> d.isIdentical(),
                "image to be identical\n  compared to: " + base
                        + "\n  documents:   config /config/User: expected nothing but was \"1000\""
                        + "\n" + FILES);
    }

    @Test
    void differences() {
        fails(
                d -> d.ignoringPaths("/a", "/b*", "/new", "/gone").hasNoDifferences(),
                "image to be the same\n  compared to: " + base
                        + "\n  documents:   config /config/User: expected nothing but was \"1000\"");
        fails(
                d -> d.isSemanticallyEqual(),
                "image to be semantically equal\n  compared to: " + base
                        + "\n  documents:   config /config/User: expected nothing but was \"1000\""
                        + "\n  added:       -rw-r--r-- 0:0 1 /new"
                        + "\n  removed:     -rw-r--r-- 0:0 0 /gone"
                        + "\n  changed:     /a: mode 0644 (rw-r--r--) -> 0755 (rwxr-xr-x)"
                        + "\n               /b.properties: content of line 2: -time=10 +time=17");
    }

    @Test
    void files() throws IOException {
        assertThat(image).comparedTo(base).hasOnlyChanges("/a", "/b.properties", "/new", "/gone");
        assertThat(Image.from(base).user("7").build())
                .comparedTo(base)
                .hasNoFileChanges()
                .changesConfigOnly();
        Image more = TestImages.on(base, new TestTar().file("app/run", ""));
        assertThat(more).comparedTo(base).addsOnly("/app/**").removesNothing();
        fails(d -> d.hasNoFileChanges(), "no files to differ\n  compared to: " + base + "\n" + FILES);
        fails(
                d -> d.hasOnlyChanges("/a", "/b*", "/new"),
                "files to differ only at: /a, /b*, /new\n  compared to: " + base
                        + "\n  removed:     /gone, in layer 0");
        fails(
                d -> d.ignoringPaths("/a", "/b*").addsOnly("/n*"),
                "only additions, at: /n*\n  compared to: " + base + "\n  removed:     /gone, in layer 0");
        fails(
                d -> d.removesNothing(),
                "no files to be removed\n  compared to: " + base + "\n  removed:     /gone, in layer 0");
        fails(
                d -> d.ignoringPaths("/a", "/b*", "/new").changesConfigOnly(),
                "only the config to differ from " + base + "\n  removed: /gone, in layer 0");
        assertThatThrownBy(() -> assertThat(base).comparedTo(base).changesConfigOnly())
                .hasMessage(TestImages.header(base) + "Expecting config to differ from " + base + ", but it does not");
    }

    @Test
    void timestamps() throws IOException {
        Image later = TestImages.of(new TestTar()
                        .file("a", "1", entry -> entry.setModTime(1000))
                        .file("b.properties", "x=1\ntime=10\n")
                        .file("gone", ""))
                .created(Instant.EPOCH.plusSeconds(1))
                .build();
        assertThat(later).comparedTo(base).ignoringTimestamps().hasNoDifferences();
        assertThatThrownBy(() ->
                        assertThat(later).comparedTo(base).ignoringHistory().hasNoDifferences())
                .hasMessageEndingWith("\n  documents:   config /created: expected \"1970-01-01T00:00:00Z\" but was"
                        + " \"1970-01-01T00:00:01Z\"\n  changed:     /a, in layer 0: modified 1970-01-01T00:00:00Z ->"
                        + " 1970-01-01T00:00:01Z");
    }

    @Test
    void orderAndForm() throws IOException {
        Image sorted = TestImages.image(new TestTar().file("a", "1").file("b", "2"));
        Image other = TestImages.image(new TestTar().file("b", "2").file("a", "1"));
        assertThat(other).comparedTo(sorted).ignoringEntryOrder().hasNoDifferences();
        assertThatThrownBy(() -> assertThat(other).comparedTo(sorted).hasNoDifferences())
                .hasMessageEndingWith("\n  layers:      layer 0: the same entries in another order");
        Image form = TestImages.image(new TestTar().file("./a", "1").file("b", "2"));
        assertThat(form).comparedTo(sorted).ignoringTarFormat().hasNoDifferences();
        assertThat(form).comparedTo(sorted).ignoringModeTypeBits().hasNoDifferences();
        assertThatThrownBy(() -> assertThat(form).comparedTo(sorted).hasNoDifferences())
                .hasMessageEndingWith("\n  layers:      layer 0: the same entries in another form of tar");
    }

    @Test
    void compressionAndLayering(@TempDir Path folder) throws IOException {
        BlobCache cache = BlobCache.at(folder);
        Layer zstd = Layer.builder(cache).data("/a", "1").build();
        Layer gzip = Layer.builder(cache)
                .data("/a", "1")
                .compression(Compression.GZIP)
                .build();
        Image one = Image.scratch().layer(zstd).build();
        Image other = Image.scratch().layer(gzip).build();
        assertThat(other).comparedTo(one).ignoringCompression().hasNoDifferences();
        assertThatThrownBy(() -> assertThat(other).comparedTo(one).hasNoDifferences())
                .hasMessageEndingWith("\n  layers:      layer 0: the same tar is compressed otherwise, "
                        + zstd.mediaType() + " " + zstd.digest() + " -> " + gzip.mediaType() + " " + gzip.digest());
        Image twice = Image.scratch().layer(zstd).layer(zstd).build();
        assertThat(twice).comparedTo(one).ignoringLayering().hasNoDifferences();
        assertThatThrownBy(() ->
                        assertThat(twice).comparedTo(one).ignoringHistory().hasNoDifferences())
                .hasMessageEndingWith("\n  layers:      number of layers: 1 -> 2");
    }

    @Test
    void names() throws IOException {
        Image named = Image.from(base)
                .annotation("org.opencontainers.image.ref.name", "1")
                .build();
        assertThat(named).comparedTo(base).ignoringImageName().hasNoDifferences();
        assertThatThrownBy(() -> assertThat(named).comparedTo(base).hasNoDifferences())
                .hasMessageContaining("documents:   manifest /annotations");
    }

    @Test
    void binaryContent() {
        assertThat(ContentComparison.of(new byte[] {1, 0, 2}, new byte[] {1, 0, 3, 4}))
                .isEqualTo("content from byte 2 on, of 3 -> 4");
        assertThat(ContentComparison.of(bytes("a\nPASSWORD=x"), bytes("a\nPASSWORD=y")))
                .isEqualTo("content of line 2: -PASSWORD=*** +PASSWORD=***");
        assertThat(ContentComparison.of(bytes("a"), bytes("a\nb"))).isEqualTo("content of line 2: -(end) +b");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void reproducible() {
        assertThat(image).isReproducible(() -> image);
        assertThatThrownBy(() -> assertThat(base).isReproducible(() -> image))
                .hasMessage(TestImages.header(base) + """
                        Expecting a reproducible build, but two builds differ
                          documents: config /config/User: expected nothing but was "1000"
                          added:     /new, in layer 0
                          removed:   /gone, in layer 0
                          changed:   /a, in layer 0: mode 0644 (rw-r--r--) -> 0755 (rwxr-xr-x)
                                     /b.properties, in layer 0: content of line 2: -time=10 +time=17""");
        assertThatThrownBy(() -> assertThat(base).isReproducible(() -> {
                    throw new IOException("no source");
                }))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("no source");
    }

    @Test
    void onlyTimestamp() throws IOException {
        assertThat(image).hasOnlyTimestamp(Instant.EPOCH);
        Image later = TestImages.of(new TestTar()
                        .file("a", "", entry -> entry.setModTime(1000))
                        .file("b", ""))
                .build();
        assertThatThrownBy(() -> assertThat(later).hasOnlyTimestamp(Instant.EPOCH))
                .hasMessage(TestImages.header(later) + """
                        Expecting no time in the image but: 1970-01-01T00:00:00Z
                          others: 1970-01-01T00:00:01Z /a in layer 0""");
    }

    @Test
    void consumerComesBack() {
        assertThat(base).comparedTo(base, d -> d.isIdentical()).hasLayerCount(1);
    }

    private void fails(Consumer<ImageDiffAssert> check, String message) {
        assertThatThrownBy(() -> check.accept(assertThat(image).comparedTo(base)))
                .isInstanceOf(AssertionError.class)
                .hasMessage(TestImages.header(image) + "Expecting " + message);
    }
}
