package dev.dockdash.archive;

import static dev.dockdash.archive.ImageFiles.INDEX;
import static dev.dockdash.archive.ImageFiles.MANIFEST;
import static dev.dockdash.archive.ImageFiles.bytes;
import static dev.dockdash.archive.ImageFiles.config;
import static dev.dockdash.archive.ImageFiles.descriptor;
import static dev.dockdash.archive.ImageFiles.index;
import static dev.dockdash.archive.ImageFiles.layer;
import static dev.dockdash.archive.ImageFiles.manifest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.dockdash.blob.BlobMismatchException;
import dev.dockdash.cache.BlobCache;
import dev.dockdash.layer.RawTar;
import dev.dockdash.oci.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that somebody made to do harm. */
@Timeout(60)
class HostileArchiveTest {

    private static final byte[] A = layer("a");
    private static final String SAVED = "[{\"Config\":\"config\",\"RepoTags\":null,\"Layers\":[\"layer\"]}]";

    @TempDir
    Path temp;

    private final ImageFiles files = new ImageFiles();

    private ImageSource source(byte[] bytes) throws IOException {
        return ImageSource.of(Files.write(temp.resolve("image"), bytes)).cache(BlobCache.at(temp.resolve("cache")));
    }

    private void assertRefused(byte[] archive, String part) {
        assertThatIOException()
                .isThrownBy(() -> source(archive).load())
                .withMessageStartingWith("Reading ")
                .withMessageContaining(part);
    }

    private RawTar saved() {
        return new RawTar().file("config", config("linux/amd64", A)).file("manifest.json", SAVED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "a/../../x", "/../x", "./../x"})
    void namesThatLeadOutAreRefused(String name) throws IOException {
        assertRefused(saved().add("layer", '0', A, header -> {}).file(name, "x").bytes(), "leads out of the archive");
        assertRefused(
                new RawTar()
                        .file("manifest.json", SAVED.replace("\"config\"", "\"" + name + "\""))
                        .bytes(),
                "leads out of the archive");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "/etc/passwd", "a/../../x"})
    void linksThatLeadOutAreRefused(String target) throws IOException {
        assertRefused(saved().symbolicLink("layer", target).bytes(), "leads out of the archive");
    }

    @Test
    void hardLinksThatLeadOutAreRefused() {
        assertRefused(saved().hardLink("layer", "../x").bytes(), "leads out of the archive");
    }

    @Test
    void linksInACircleEnd() {
        assertRefused(
                saved().symbolicLink("layer", "a")
                        .symbolicLink("a", "b")
                        .hardLink("b", "layer")
                        .bytes(),
                "go in a circle");
        assertRefused(saved().symbolicLink("layer", "layer").bytes(), "go in a circle");
    }

    @Test
    void devicesAndFoldersAreNoFiles() {
        assertRefused(
                saved().add("layer", '3', new byte[0], header -> header.device(1, 5))
                        .bytes(),
                "is missing");
        assertRefused(saved().directory("layer").bytes(), "is missing");
    }

    @Test
    void sparseFilesAreRefused() {
        byte[] tar = saved().pax("GNU.sparse.size=9000000000000000000", "GNU.sparse.map=0,3")
                .file("layer", "abc")
                .bytes();
        assertRefused(tar, "is stored as a sparse file");
    }

    @Test
    void blobsWithAnotherDigestAreRefused() throws IOException {
        files.layout(files.image("linux/amd64", A));
        String layer = "blobs/sha256/" + Digest.of(A).hex();
        byte[] other = A.clone();
        other[600]++;
        assertThatExceptionOfType(BlobMismatchException.class)
                .isThrownBy(() -> source(files.file(layer, other).tar()).load().filesystem());
        assertThatExceptionOfType(BlobMismatchException.class)
                .isThrownBy(() ->
                        source(files.file(layer, new byte[3]).tar()).load().filesystem())
                .withMessageContaining("of " + A.length + " bytes but found 3 bytes");
        String config =
                "blobs/sha256/" + Digest.of(bytes(config("linux/amd64", A))).hex();
        assertThatExceptionOfType(BlobMismatchException.class)
                .isThrownBy(() -> source(
                                files.file(config, config("linux/arm64", A).substring(1) + " ")
                                        .tar())
                        .load());
    }

    @Test
    void sizesBeyondReasonAreRefusedBeforeAnythingIsRead() throws IOException {
        String huge = descriptor(MANIFEST, A).replaceAll("\"size\":.*", "\"size\":9223372036854775807");
        assertRefused(
                files.layout(huge).file("blobs/sha256/" + Digest.of(A).hex(), A).tar(),
                "has 9223372036854775807 bytes; expected at most");
        files.image("linux/amd64", A);
        byte[] lying = new RawTar()
                .add("index.json", '0', new byte[0], header -> header.octal(124, 12, 0_77777777777L))
                .bytes();
        assertRefused(lying, "before the end of a file");
        byte[] maximal = new RawTar()
                .add("index.json", '0', new byte[0], header -> header.binary(124, 12, Long.MAX_VALUE))
                .bytes();
        assertRefused(maximal, "beyond what can be counted");
    }

    @Test
    void documentsBeyondReasonAreRefused() {
        byte[] json = new byte[ArchiveDocuments.MAX_SIZE + 1];
        assertRefused(files.file("index.json", json).tar(), "index.json has " + json.length + " bytes");
        assertRefused(new ImageFiles().file("manifest.json", json).tar(), "manifest.json has " + json.length);
        String deep = "[".repeat(100_000);
        assertRefused(new ImageFiles().file("manifest.json", deep).tar(), "not valid JSON");
        assertRefused(new ImageFiles().file("manifest.json", "{}").tar(), "expected a JSON array");
        assertRefused(new ImageFiles().file("manifest.json", "[1]").tar(), "expected an array of objects");
    }

    @Test
    void indexesWithinIndexesHaveAnEnd() {
        String inner = files.image("linux/amd64", A);
        for (int i = 0; i < 6; i++) {
            inner = files.blob(INDEX, index(inner));
        }
        assertRefused(files.layout(inner).tar(), "more than 5 indexes within each other");
    }

    @Test
    void anIndexThatNamesItselfIsNotFollowed() {
        String self = "{\"mediaType\":\"" + INDEX + "\",\"digest\":\"" + Digest.of(A) + "\",\"size\":";
        String index = index(self + "100");
        files.file("blobs/sha256/" + Digest.of(A).hex(), index);
        assertRefused(files.layout(self + bytes(index).length).tar(), "expected " + Digest.of(A));
    }

    @Test
    void manyWaysToOneIndexAreOneWay() throws IOException {
        String inner = files.image("linux/amd64", A);
        for (int level = 0; level < 4; level++) {
            List<String> same = new ArrayList<>(java.util.Collections.nCopies(500, inner));
            inner = files.blob(INDEX, index(same.toArray(String[]::new)));
        }
        assertThat(source(files.layout(inner).tar()).load().layers()).hasSize(1);
    }

    @Test
    void moreIndexesThanOfAnyImageAreRefused() {
        List<String> many = new ArrayList<>();
        for (int i = 0; i <= 200; i++) {
            many.add(files.blob(INDEX, index(descriptor(MANIFEST, bytes("" + i)))));
        }
        assertRefused(
                files.layout(files.blob(INDEX, index(many.toArray(String[]::new))))
                        .tar(),
                "more than 200 indexes");
    }

    @Test
    void moreEntriesThanOfAnyImageAreRefused() {
        RawTar tar = new RawTar();
        byte[] one = new RawTar().file("x", "").withoutEnd();
        for (int i = 0; i <= 200_000; i++) {
            tar.raw(one);
        }
        assertRefused(tar.bytes(), "more than 200000 entries");
    }

    @Test
    void manifestsThatCouldBeReadInTwoWaysAreRefused() {
        String config = files.blob(ImageFiles.CONFIG, config("linux/amd64", A));
        String both = manifest(config).replace("\"layers\"", "\"manifests\":[],\"layers\"");
        assertRefused(files.layout(files.blob(MANIFEST, both)).tar(), "ambiguous document");
        assertRefused(files.layout(files.blob(INDEX, both)).tar(), "ambiguous document");
        assertRefused(files.layout(files.blob("application/json", both)).tar(), "ambiguous document");
    }

    @Test
    void moreLayersThanDiffIdsAreRefused() {
        String layer = files.blob(ImageFiles.LAYER, A);
        String config = files.blob(ImageFiles.CONFIG, config("linux/amd64", A));
        assertRefused(
                files.layout(files.blob(MANIFEST, manifest(config, layer, layer)))
                        .tar(),
                "2 layers but the config 1");
    }

    @Test
    void namesInMessagesAreShortAndPlain() {
        String escape = "\\u001b[31m\\n\\u202e" + "x".repeat(1000);
        files.layout(files.image("linux/amd64", A) + ImageFiles.name(escape));
        assertThatIOException()
                .isThrownBy(() -> source(files.tar()).tag("1").load())
                .satisfies(e -> assertThat(e.getMessage())
                        .contains("??xxx")
                        .hasSizeLessThan(500)
                        .doesNotContain("\u001b", "\n", "\u202e"));
    }

    @Test
    void whatIsCutOffOrNoArchiveIsRefused() {
        byte[] whole = files.layout(files.image("linux/amd64", A)).tar();
        assertRefused(java.util.Arrays.copyOf(whole, 512 * 3 + 100), "");
        assertRefused(new byte[0], "neither index.json nor manifest.json");
        assertRefused(bytes("x".repeat(600)), "is this the archive of an image? expected an OCI layout");
        assertThatIOException()
                .isThrownBy(() ->
                        source(java.util.Arrays.copyOf(RawTar.gzip(whole), 700)).load());
        assertRefused(RawTar.gzip(RawTar.gzip(whole)), "is this the archive of an image? expected an OCI layout");
    }
}
