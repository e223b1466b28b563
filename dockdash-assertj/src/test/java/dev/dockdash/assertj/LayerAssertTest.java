package dev.dockdash.assertj;

import static dev.dockdash.assertj.DockdashAssertions.assertThat;
import static dev.dockdash.assertj.DockdashAssertions.assertThatThrownBy;

import dev.dockdash.blob.Blob;
import dev.dockdash.cache.BlobCache;
import dev.dockdash.layer.Compression;
import dev.dockdash.layer.Layer;
import dev.dockdash.layer.LayerBuilder;
import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.MediaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayerAssertTest {

    private BlobCache cache;
    private Layer layer;

    @BeforeEach
    void build(@TempDir Path folder) throws IOException {
        cache = BlobCache.at(folder);
        layer = WebImage.app(cache);
    }

    @Test
    void hasDigest() {
        assertThat(layer).hasDigest(layer.digest()).hasDigest(layer.digest().toString());
        fails(
                l -> l.hasDigest(layer.diffId()),
                "digest of layer\n  expected: " + layer.diffId() + "\n  actual:   " + layer.digest());
    }

    @Test
    void hasDiffId() {
        assertThat(layer).hasDiffId(layer.diffId()).hasDiffId(layer.diffId().toString());
        fails(
                l -> l.hasDiffId(layer.digest()),
                "diffID of layer\n  expected: " + layer.digest() + "\n  actual:   " + layer.diffId());
    }

    @Test
    void hasMediaType() {
        assertThat(layer).hasMediaType(MediaType.OCI_LAYER_ZSTD).hasMediaType(MediaType.OCI_LAYER_ZSTD.value());
        fails(l -> l.hasMediaType(MediaType.OCI_LAYER), """
                media type of layer
                  expected: application/vnd.oci.image.layer.v1.tar
                  actual:   application/vnd.oci.image.layer.v1.tar+zstd""");
    }

    @Test
    void compressionIsThatOfTheBytes() throws IOException {
        assertThat(layer).isZstd();
        assertThat(compressed(Compression.GZIP)).isGzip();
        assertThat(compressed(Compression.NONE)).isUncompressed();
        assertThatThrownBy(() -> assertThat(compressed(Compression.NONE)).isZstd())
                .isInstanceOf(AssertionError.class);
        fails(l -> l.isGzip(), """
                compression of layer
                  expected:   "gzip"
                  actual:     "zstd"
                  media type: application/vnd.oci.image.layer.v1.tar+zstd""");
        fails(l -> l.isUncompressed(), """
                compression of layer
                  expected:   "none"
                  actual:     "zstd"
                  media type: application/vnd.oci.image.layer.v1.tar+zstd""");
    }

    @Test
    void compressionIsNotThatOfTheMediaType() {
        Descriptor wrong = Descriptor.of(MediaType.OCI_LAYER_GZIP, layer.digest(), layer.size());
        assertThat(Layer.of(wrong, layer.diffId(), layer.blob())).isZstd().hasMediaType(MediaType.OCI_LAYER_GZIP);
    }

    @Test
    void skippableFrameIsZstd() {
        Blob blob = Blob.of(new byte[] {0x5e, 0x2a, 0x4d, 0x18, 0, 0, 0, 0});
        Descriptor descriptor = Descriptor.of(MediaType.OCI_LAYER_ZSTD, blob.digest(), blob.size());
        assertThat(Layer.of(descriptor, Digest.of(new byte[0]), blob)).isZstd();
    }

    @Test
    void containsEntries() {
        assertThat(layer).containsEntries("/app/serve", "app/lib", "./app/lib/app.jar", "app/");
        fails(l -> l.containsEntries("/app/serve", "/app/server"), """
                entries of layer to include: /app/serve, /app/server
                  missing: /app/server
                  entries: /app, /app/lib, /app/lib/app.jar, /app/serve""");
    }

    @Test
    void containsOnlyEntries() {
        assertThat(layer).containsOnlyEntries("/app", "/app/lib", "/app/lib/app.jar", "/app/serve");
        fails(l -> l.containsOnlyEntries("/app/serve", "/app/lib/app.jar", "/etc"), """
                entries of layer to be exactly: /app/lib/app.jar, /app/serve, /etc
                  missing:    /etc
                  unexpected: /app, /app/lib""");
    }

    @Test
    void doesNotContainEntry() {
        assertThat(layer).doesNotContainEntry("/app/server");
        fails(l -> l.doesNotContainEntry("app/serve/"), """
                no entry of layer at: /app/serve
                  entries: /app, /app/lib, /app/lib/app.jar, /app/serve""");
    }

    @Test
    void longListsAreCut() throws IOException {
        LayerBuilder builder = Layer.builder(cache);
        for (int i = 100; i < 125; i++) {
            builder.data("/f" + i, "");
        }
        Layer many = builder.build();
        assertThatThrownBy(() -> assertThat(many).containsEntries("/x"))
                .hasMessageEndingWith("/f118, /f119, … 5 more")
                .hasMessageContaining("  entries: /f100, /f101, ");
    }

    @Test
    void whiteoutsAreEntries() throws IOException {
        Layer whiteout = tar("etc/.wh.passwd");
        assertThat(whiteout).containsOnlyEntries("/etc/.wh.passwd");
    }

    @Test
    void pathsThatCannotBeMeantAreMistakesOfTheTest() {
        assertThatThrownBy(() -> assertThat(layer).containsEntries()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> assertThat(layer).doesNotContainEntry(""))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void unreadableLayerIsNeitherPassNorFailure() {
        Layer broken = broken();
        String header = "[layer · " + WebImage.shortForm(broken.digest()) + "]\nReading layer " + broken.digest();
        assertThatThrownBy(() -> assertThat(broken).containsEntries("/x"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith(header + " failed: ");
        assertThatThrownBy(() -> assertThat(broken).doesNotContainEntry("/x"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith(header + " failed: ");
    }

    /** Returns a layer whose bytes are no tar of its diffID. */
    static Layer broken() {
        Blob blob = Blob.of("no tar".getBytes(StandardCharsets.UTF_8));
        Descriptor descriptor = Descriptor.of(MediaType.OCI_LAYER, blob.digest(), blob.size());
        return Layer.of(descriptor, Digest.of(new byte[0]), blob);
    }

    private Layer compressed(Compression compression) throws IOException {
        return Layer.builder(cache).data("/x", "x").compression(compression).build();
    }

    /** Returns a layer of one empty file, by a tar header that is written here. */
    private static Layer tar(String path) {
        byte[] tar = new byte[1536];
        write(tar, 0, path);
        write(tar, 100, "0000644\0" + "0000000\0" + "0000000\0" + "00000000000\0" + "00000000000\0" + "        0");
        write(tar, 257, "ustar\00000");
        int sum = 0;
        for (byte value : tar) {
            sum += value;
        }
        write(tar, 148, String.format("%06o\0 ", sum));
        Blob blob = Blob.of(tar);
        return Layer.of(Descriptor.of(MediaType.OCI_LAYER, blob.digest(), blob.size()), Digest.of(tar), blob);
    }

    private static void write(byte[] tar, int offset, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, tar, offset, bytes.length);
    }

    private void fails(Consumer<LayerAssert> check, String message) {
        assertThatThrownBy(() -> check.accept(assertThat(layer)))
                .isInstanceOf(AssertionError.class)
                .hasMessage("[layer · " + WebImage.shortForm(layer.digest()) + "]\nExpecting " + message);
    }
}
