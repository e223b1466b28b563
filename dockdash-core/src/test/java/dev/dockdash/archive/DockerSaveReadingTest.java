package dev.dockdash.archive;

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
import dev.dockdash.image.Image;
import dev.dockdash.image.ImageValidator;
import dev.dockdash.layer.RawTar;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.MediaType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the versions of {@code docker save} have written. */
class DockerSaveReadingTest {

    private static final byte[] A = layer("a");
    private static final byte[] B = layer("b");
    private static final String CONFIG = config("linux/amd64", A, B);
    private static final String CONFIG_NAME = Digest.of(bytes(CONFIG)).hex() + ".json";

    @TempDir
    Path temp;

    private ImageSource source(byte[] tar) throws IOException {
        return ImageSource.of(Files.write(temp.resolve("image"), tar)).cache(BlobCache.at(temp.resolve("cache")));
    }

    private static String entry(String config, String tag, String... layers) {
        return "{\"Config\":\"" + config + "\",\"RepoTags\":" + tag + ",\"Layers\":[\"" + String.join("\",\"", layers)
                + "\"]}";
    }

    private static void assertIsTheImage(Image image) throws IOException {
        assertThat(image.config().toBytes()).asString().isEqualTo(CONFIG);
        assertThat(image.layers()).extracting(layer -> layer.diffId()).containsExactly(Digest.of(A), Digest.of(B));
        assertThat(image.filesystem().readAllBytes("/a")).asString().isEqualTo("a");
        assertThat(image.filesystem().readAllBytes("/b")).asString().isEqualTo("b");
        assertThat(ImageValidator.validate(image)).isEmpty();
    }

    @Test
    void layersInFoldersAreFoundThroughSymbolicLinks() throws IOException {
        byte[] tar = new RawTar()
                .directory("one/")
                .file("one/VERSION", "1.0")
                .file("one/json", "{}")
                .symbolicLink("one/layer.tar", "../two/layer.tar")
                .directory("two/")
                .add("two/layer.tar", '0', A, header -> {})
                .symbolicLink("three/layer.tar", "../root.tar")
                .add("root.tar", '0', B, header -> {})
                .file(CONFIG_NAME, CONFIG)
                .file(
                        "manifest.json",
                        "[" + entry(CONFIG_NAME, "[\"web:1\"]", "one/layer.tar", "three/layer.tar") + "]")
                .file("repositories", "{}")
                .bytes();
        assertIsTheImage(source(tar).load());
        assertIsTheImage(source(tar).tag("web:1").load());
        assertIsTheImage(source(tar).tag("docker.io/library/web:1").load());
    }

    @Test
    void layersAreFoundThroughHardLinks() throws IOException {
        byte[] tar = new RawTar()
                .add("./two/layer.tar", '0', A, header -> {})
                .hardLink("one/layer.tar", "two/layer.tar")
                .add("three.tar", '0', B, header -> {})
                .file(CONFIG_NAME, CONFIG)
                .file("./manifest.json", "[" + entry(CONFIG_NAME, "null", "one/layer.tar", "three.tar") + "]")
                .bytes();
        assertIsTheImage(source(tar).load());
    }

    @Test
    void anUnpackedArchiveIsReadFromItsFolder() throws IOException {
        Path folder = new ImageFiles()
                .file("two/layer.tar", A)
                .file("three.tar", B)
                .file(CONFIG_NAME, CONFIG)
                .file("manifest.json", "[" + entry(CONFIG_NAME, "[\"web:1\"]", "one/layer.tar", "three.tar") + "]")
                .directory(temp.resolve("folder"));
        Files.createSymbolicLink(
                Files.createDirectory(folder.resolve("one")).resolve("layer.tar"), Path.of("../two/layer.tar"));
        ImageSource source = ImageSource.of(folder).cache(BlobCache.at(temp.resolve("cache")));
        assertIsTheImage(source.load());
        assertIsTheImage(source.tag("web:1").load());
        assertThatIOException()
                .isThrownBy(() -> source.tag("web:2").load())
                .withMessageContaining("there is no image web:2; there are: web:1");
    }

    @Test
    void theManifestIsMadeOfWhatLiesThere() throws IOException {
        byte[] gzip = RawTar.gzip(B);
        byte[] tar = new ImageFiles()
                .file("a.tar", A)
                .file("b.tar", gzip)
                .file(CONFIG_NAME, CONFIG)
                .file("manifest.json", "[" + entry(CONFIG_NAME, "[\"web:1\"]", "a.tar", "b.tar") + "]")
                .tar();
        Image image = source(tar).load();
        assertIsTheImage(image);
        assertThat(image.manifest().mediaType()).isEqualTo(MediaType.OCI_MANIFEST);
        assertThat(image.manifest().layers())
                .extracting(layer -> layer.mediaType() + " " + layer.digest())
                .containsExactly(
                        MediaType.OCI_LAYER + " " + Digest.of(A), MediaType.OCI_LAYER_GZIP + " " + Digest.of(gzip));
        assertThat(source(tar).load()).isEqualTo(image);
    }

    @Test
    void theLayoutWithinIsPreferredAndKeepsItsManifest() throws IOException {
        ImageFiles files = new ImageFiles();
        String image = files.image("linux/amd64", A, B);
        files.layout(image + ImageFiles.name("1"))
                .file("manifest.json", "[" + entry("absent", "[\"web:1\"]", "absent") + "]");
        Image read = source(files.tar()).load();
        assertIsTheImage(read);
        assertThat(image).contains(read.digest().toString());
    }

    @Test
    void manifestJsonHelpsWhereTheLayoutLacksTheImage() throws IOException {
        String blobs = "blobs/sha256/";
        ImageFiles files = new ImageFiles();
        String config = files.blob(ImageFiles.CONFIG, CONFIG);
        files.blob(ImageFiles.LAYER, A);
        files.blob(ImageFiles.LAYER, B);
        files.file(
                "manifest.json",
                "["
                        + entry(
                                blobs + Digest.of(bytes(CONFIG)).hex(),
                                "[\"web:1\"]",
                                blobs + Digest.of(A).hex(),
                                blobs + Digest.of(B).hex())
                        + "]");
        files.layout(files.blob(ImageFiles.MANIFEST, manifest(config)));
        assertIsTheImage(source(files.tar()).load());
        files.layout(descriptor(ImageFiles.MANIFEST, A[0]));
        assertIsTheImage(source(files.tar()).load());
        files.layout(files.blob(ImageFiles.INDEX, index(descriptor(ImageFiles.MANIFEST, A[0]))));
        assertIsTheImage(source(files.tar()).tag("web:1").load());
    }

    @Test
    void severalImagesAreToldApartByTagAndPlatform() throws IOException {
        String arm = config("linux/arm64", A);
        ImageFiles files = new ImageFiles()
                .file("a", A)
                .file("b", B)
                .file("config", CONFIG)
                .file("arm", arm);
        files.file(
                "manifest.json",
                "[" + entry("config", "[\"web:1\",\"web:2\"]", "a", "b") + "," + entry("arm", "[]", "a") + "]");
        assertIsTheImage(source(files.tar()).tag("web:2").load());
        assertThatIOException()
                .isThrownBy(() -> source(files.tar()).load())
                .withMessageContaining("choose one with tag(..): web:1, web:2, arm");
        files.file(
                "manifest.json",
                "[" + entry("config", "[\"web:1\"]", "a", "b") + "," + entry("arm", "[\"web:1\"]", "a") + "]");
        assertIsTheImage(source(files.tar()).tag("1").platform("linux/amd64").load());
        assertThatIOException()
                .isThrownBy(() -> source(files.tar()).tag("1").load())
                .withMessageContaining("platform(..), there are: linux/amd64, linux/arm64");
        assertThatIOException()
                .isThrownBy(
                        () -> source(files.tar()).tag("1").platform("linux/386").load())
                .withMessageContaining("expected one image for linux/386 but there are 0");
    }

    @Test
    void foreignLayersAreDescribedByTheirSources() throws IOException {
        String sources = ",\"LayerSources\":{\"" + Digest.of(A)
                + "\":{\"mediaType\":\"application/vnd.docker.image.rootfs.foreign.diff.tar.gzip\",\"size\":5,"
                + "\"digest\":\"" + Digest.of(new byte[5]) + "\",\"urls\":[\"https://example.com/a\"]}}}";
        String entry = entry("config", "[]", "a", "b");
        ImageFiles files = new ImageFiles().file("b", B).file("config", CONFIG);
        files.file("manifest.json", "[" + entry.substring(0, entry.length() - 1) + sources + "]");
        Image image = source(files.tar()).load();
        assertThat(image.layers().get(1).entries()).hasSize(1);
        assertThatIOException()
                .isThrownBy(() -> image.layers().get(0).entries())
                .withMessageContaining("foreign layer, to be had from https://example.com/a");
    }

    @Test
    void whatIsMissingIsNamed() throws IOException {
        ImageFiles files = new ImageFiles().file("manifest.json", "[" + entry("config", "[]", "a", "b") + "]");
        assertThatIOException()
                .isThrownBy(() -> source(files.tar()).load())
                .withMessageContaining("the config config of manifest.json is missing from the archive");
        files.file("config", CONFIG).file("a", A);
        assertThatIOException()
                .isThrownBy(() -> source(files.tar()).load())
                .withMessageContaining("the layer b of manifest.json is missing from the archive");
    }

    @Test
    void aConfigMustHaveTheDigestThatItIsNamedBy() throws IOException {
        byte[] tar = new ImageFiles()
                .file(CONFIG_NAME, CONFIG + " ")
                .file("manifest.json", "[" + entry(CONFIG_NAME, "[]", "a", "b") + "]")
                .tar();
        assertThatExceptionOfType(BlobMismatchException.class)
                .isThrownBy(() -> source(tar).load())
                .withMessageContaining(
                        "expected the config sha256:" + Digest.of(bytes(CONFIG)).hex());
    }

    @Test
    void aLayerMustHaveItsDiffId() throws IOException {
        byte[] tar = new ImageFiles()
                .file("config", CONFIG)
                .file("a", A)
                .file("b", A)
                .file("manifest.json", "[" + entry("config", "[]", "a", "b") + "]")
                .tar();
        Image image = source(tar).load();
        assertThat(image.layers().get(0).entries()).hasSize(1);
        assertThatExceptionOfType(BlobMismatchException.class)
                .isThrownBy(() -> image.layers().get(1).entries())
                .withMessageContaining(Digest.of(B).toString());
    }

    @Test
    void layersMustBeAsManyAsTheDiffIds() throws IOException {
        byte[] tar = new ImageFiles()
                .file("config", CONFIG)
                .file("a", A)
                .file("manifest.json", "[" + entry("config", "[]", "a") + "]")
                .tar();
        assertThatIOException()
                .isThrownBy(() -> source(tar).load())
                .withMessageContaining("manifest.json has 1 layers but the config 2 diffIDs");
    }

    @Test
    void whatOldDockersWroteIsRefusedByName() {
        List<byte[]> tars = List.of(new ImageFiles().file("repositories", "{}").tar());
        assertThatIOException()
                .isThrownBy(() -> source(tars.get(0)).load())
                .withMessageContaining("a Docker before 1.10");
    }
}
