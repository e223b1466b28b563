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
import java.time.Instant;
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
              actual:   application/vnd.oci.image.layer.v1.tar+zstd\
            """);
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
              media type: application/vnd.oci.image.layer.v1.tar+zstd\
            """);
        fails(l -> l.isUncompressed(), """
            compression of layer
              expected:   "none"
              actual:     "zstd"
              media type: application/vnd.oci.image.layer.v1.tar+zstd\
            """);
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
              entries: /app, /app/lib, /app/lib/app.jar, /app/serve\
            """);
    }

    @Test
    void containsOnlyEntries() {
        assertThat(layer).containsOnlyEntries("/app", "/app/lib", "/app/lib/app.jar", "/app/serve");
        fails(l -> l.containsOnlyEntries("/app/serve", "/app/lib/app.jar", "/etc"), """
            entries of layer to be exactly: /app/lib/app.jar, /app/serve, /etc
              missing:    /etc
              unexpected: /app, /app/lib\
            """);
    }

    @Test
    void doesNotContainEntry() {
        assertThat(layer).doesNotContainEntry("/app/server");
        fails(l -> l.doesNotContainEntry("app/serve/"), """
            no entry of layer at: /app/serve
              entries: /app, /app/lib, /app/lib/app.jar, /app/serve\
            """);
    }

    @Test
    void longListsAreCut() throws IOException {
        LayerBuilder builder = Layer.builder(cache);
        for (int i = 100; i < 125; i++) {
            builder.data("/f" + i, "");
        }
        Layer many = builder.build();
        assertThatThrownBy(() -> assertThat(many).containsEntries("/x"))
                .hasMessageMatching("(?s).*  entries: /f100, /f101, .*/f118, /f119, … 5 more, all in"
                        + " target/dockdash/list-[0-9a-f]{12}.txt");
    }

    @Test
    void whiteoutsAreEntries() throws IOException {
        Layer whiteout = tar("etc/.wh.passwd");
        assertThat(whiteout).containsOnlyEntries("/etc/.wh.passwd");
    }

    @Test
    void whatALayerDeletes() throws IOException {
        Layer deleting =
                Layer.builder(cache).whiteout("/etc/motd").opaque("/var/cache").build();
        assertThat(deleting).whitesOut("/etc/motd").makesOpaque("/var/cache/");
        fails(deleting, l -> l.whitesOut("/etc"), "deletions of layer to include: /etc\n  actual: /etc/motd");
        fails(deleting, l -> l.makesOpaque("/var"), """
            opaque directories of layer to include: /var
              actual: /var/cache\
            """);
    }

    @Test
    void compressedSize() {
        assertThat(layer).hasCompressedSizeLessThan("1 MB");
        fails(
                l -> l.hasCompressedSizeLessThan("1B"),
                "compressed size of layer to be less than: 1B\n  actual: " + ByteSize.show(layer.size()));
    }

    @Test
    void entriesAsTheyAreWritten() {
        assertThat(layer).entries().containsExactly("app/", "app/lib/", "app/lib/app.jar", "app/serve");
        assertThatThrownBy(() -> assertThat(layer).entries().contains("/app"))
                .hasMessageStartingWith("[layer · " + WebImage.shortForm(layer.digest()) + " · entries]");
    }

    @Test
    void entry() {
        assertThat(layer)
                .entry("/app", e -> e.isDirectory().hasPath("app/"))
                .entry("app/serve")
                .isRegularFile()
                .hasMode(0755);
        fails(l -> l.entry("/app/server").isRegularFile(), """
            an entry of layer at: /app/server
              similar paths: /app/serve
              entries:       /app, /app/lib, /app/lib/app.jar, /app/serve\
            """);
    }

    @Test
    void duplicates() throws IOException {
        assertThat(layer).hasNoDuplicateEntries();
        fails(tar("etc/motd", "./etc/motd"), l -> l.hasNoDuplicateEntries(), """
            no duplicate entries in layer
              found: ./etc/motd\
            """);
    }

    @Test
    void order() throws IOException {
        assertThat(layer).hasSortedEntries();
        assertThat(tar("a-b", "a/b")).hasSortedEntries();
        assertThat(tar("a/b", "a-b")).hasSortedEntries();
        fails(tar("b", "a"), l -> l.hasSortedEntries(), """
            entries of layer to be sorted
              entry 1:     /a
              comes after: /b\
            """);
    }

    @Test
    void parents() throws IOException {
        assertThat(layer).hasAllParentDirectories();
        fails(tar("app/run", "etc"), l -> l.hasAllParentDirectories(), """
            all parent directories to be in layer
              found: app/run\
            """);
    }

    @Test
    void timestamps() throws IOException {
        assertThat(layer).hasTimestamps(Instant.EPOCH);
        fails(tar("a"), l -> l.hasTimestamps(Instant.EPOCH.plusSeconds(1)), """
            modification time of all entries of layer to be: 1970-01-01T00:00:01Z
              others: 1970-01-01T00:00:00Z /a\
            """);
    }

    @Test
    void ownersByNumber() throws IOException {
        assertThat(layer).hasNumericOwnersOnly();
        fails(named(), l -> l.hasNumericOwnersOnly(), "owners in layer without names\n  named: app:app /a");
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

    private static Layer tar(String... paths) throws IOException {
        TestTar tar = new TestTar();
        for (String path : paths) {
            tar.file(path, "");
        }
        return tar.layer();
    }

    private static Layer named() throws IOException {
        return new TestTar().entry("a", entry -> entry.setNames("app", "app")).layer();
    }

    private static void fails(Layer layer, Consumer<LayerAssert> check, String message) {
        assertThatThrownBy(() -> check.accept(assertThat(layer)))
                .isInstanceOf(AssertionError.class)
                .hasMessage("[layer · " + WebImage.shortForm(layer.digest()) + "]\nExpecting " + message);
    }

    private void fails(Consumer<LayerAssert> check, String message) {
        fails(layer, check, message);
    }
}
