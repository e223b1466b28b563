package dev.dockdash.archive;

import static dev.dockdash.archive.ImageFiles.CONFIG;
import static dev.dockdash.archive.ImageFiles.INDEX;
import static dev.dockdash.archive.ImageFiles.LAYER;
import static dev.dockdash.archive.ImageFiles.MANIFEST;
import static dev.dockdash.archive.ImageFiles.config;
import static dev.dockdash.archive.ImageFiles.descriptor;
import static dev.dockdash.archive.ImageFiles.index;
import static dev.dockdash.archive.ImageFiles.layer;
import static dev.dockdash.archive.ImageFiles.manifest;
import static dev.dockdash.archive.ImageFiles.name;
import static dev.dockdash.archive.ImageFiles.platform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.dockdash.cache.BlobCache;
import dev.dockdash.image.Finding;
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

/** OCI layouts as builders and engines write them, not only as the specification has them. */
class OciReadingTest {

    private static final byte[] A = layer("a");
    private static final byte[] B = layer("b");
    private static final String ATTESTATION =
            ",\"annotations\":{\"vnd.docker.reference.type\":\"attestation-manifest\"}";

    @TempDir
    Path temp;

    private final ImageFiles files = new ImageFiles();

    private ImageSource source() throws IOException {
        return ImageSource.of(files.tar(temp.resolve("image"))).cache(BlobCache.at(temp.resolve("cache")));
    }

    private void assertRefused(ImageSource source, String... parts) {
        assertThatIOException()
                .isThrownBy(source::load)
                .satisfies(
                        e -> assertThat(e.getMessage()).startsWith("Reading ").contains(parts));
    }

    @Test
    void aLayoutIsReadFromADirectoryAndFromATar() throws IOException {
        files.layout(files.image("linux/arm64", A, B));
        Image packed = source().load();
        Image plain = ImageSource.of(files.directory(temp.resolve("layout")))
                .cache(BlobCache.at(temp.resolve("cache")))
                .load();
        assertThat(packed).isEqualTo(plain);
        assertThat(packed.config().toBytes()).asString().isEqualTo(config("linux/arm64", A, B));
        for (Image image : List.of(packed, plain)) {
            assertThat(image.filesystem().readAllBytes("/a")).asString().isEqualTo("a");
            assertThat(image.filesystem().readAllBytes("/b")).asString().isEqualTo("b");
            assertThat(ImageValidator.validate(image)).isEmpty();
        }
    }

    @Test
    void theOnlyImageNeedsNoChoice() throws IOException {
        files.layout(files.image("linux/s390x", A) + name("1.0"));
        assertThat(source().load().config().platform()).hasToString("linux/s390x");
    }

    @Test
    void aTagChoosesAnImage() throws IOException {
        String one = files.image("linux/amd64", A);
        String other = files.image("linux/amd64", B);
        files.layout(one + name("1"), other + name("docker.io/library/web:2"));
        assertThat(source().tag("1").load().layers().get(0).diffId()).isEqualTo(Digest.of(A));
        for (String tag : List.of("2", "web:2", "docker.io/library/web:2")) {
            assertThat(source().tag(tag).load().layers().get(0).diffId()).isEqualTo(Digest.of(B));
        }
        assertRefused(source(), "tag(..): 1, docker.io/library/web:2");
        assertRefused(source().tag("3"), "there is no image 3; there are: 1, docker.io/library/web:2");
    }

    @Test
    void aDigestChoosesAnImageAlsoWithinAnIndex() throws IOException {
        String one = files.image("linux/amd64", A);
        String other = files.image("linux/amd64", B);
        files.layout(files.blob(INDEX, index(one + platform("linux/amd64"), other + platform("linux/amd64"))));
        Digest wanted = Digest.of(ImageFiles.bytes(
                manifest(descriptor(CONFIG, ImageFiles.bytes(config("linux/amd64", B))), descriptor(LAYER, B))));
        assertRefused(source().platform("linux/amd64"), "expected one image for linux/amd64", wanted.toString());
        assertThat(source().tag(wanted.toString()).load().digest()).isEqualTo(wanted);
    }

    @Test
    void containerdNamesImagesInFull() throws IOException {
        String annotations = ",\"annotations\":{\"io.containerd.image.name\":\"docker.io/library/web:1\","
                + "\"org.opencontainers.image.ref.name\":\"1\"}";
        files.layout(files.image("linux/amd64", A) + annotations, files.image("linux/amd64", B) + name("2"));
        assertThat(source().tag("web:1").load().layers().get(0).diffId()).isEqualTo(Digest.of(A));
        assertThat(source().tag("1").load().layers().get(0).diffId()).isEqualTo(Digest.of(A));
    }

    @Test
    void oneManifestUnderSeveralTagsIsOneImage() throws IOException {
        String image = files.image("linux/amd64", A);
        files.layout(image + name("1"), image + name("latest"));
        assertThat(source().load()).isEqualTo(source().tag("latest").load());
    }

    @Test
    void severalManifestsUnderOneTagAreToldApartByPlatform() throws IOException {
        files.layout(files.image("linux/amd64", A) + name("1"), files.image("linux/arm64/v8", B) + name("1"));
        assertThat(source().tag("1")
                        .platform("linux/arm64")
                        .load()
                        .layers()
                        .get(0)
                        .diffId())
                .isEqualTo(Digest.of(B));
        assertRefused(source().tag("1"), "platform(..): linux/amd64, linux/arm64/v8");
        assertRefused(source().platform("linux/386"), "no image for linux/386; there are: linux/amd64, linux/arm64/v8");
    }

    @Test
    void severalManifestsUnderOneTagForOnePlatformAreAmbiguous() throws IOException {
        files.layout(files.image("linux/amd64", A) + name("1"), files.image("linux/amd64", B) + name("1"));
        assertRefused(source().tag("1").platform("linux/amd64"), "expected one image for linux/amd64", "sha256:");
    }

    @Test
    void thePlatformOfTheOnlyImageMustBeTheOneAskedFor() throws IOException {
        files.layout(files.image("linux/amd64", A));
        assertRefused(source().platform("linux/arm64"), "no image for linux/arm64; there are: linux/amd64");
    }

    @Test
    void attestationsAreNoImages() throws IOException {
        String attestation = files.image("unknown/unknown", B);
        String byPlatform = files.image("unknown/unknown", A, B);
        files.layout(files.blob(
                INDEX,
                index(
                        files.image("linux/amd64", A) + platform("linux/amd64"),
                        attestation + platform("linux/amd64") + ATTESTATION,
                        byPlatform + platform("unknown/unknown"))));
        assertThat(source().load().layers()).hasSize(1);
        assertThat(source().platform("linux/amd64").load().layers().get(0).diffId())
                .isEqualTo(Digest.of(A));
    }

    @Test
    void indexesWithinIndexesAreFollowed() throws IOException {
        String inner = files.blob(INDEX, index(files.image("linux/amd64", A) + platform("linux/amd64")));
        String other = files.blob(INDEX, index(files.image("linux/arm64", B) + platform("linux/arm64")));
        files.layout(files.blob(INDEX, index(inner, other)) + name("1"));
        assertThat(source().tag("1")
                        .platform("linux/arm64")
                        .load()
                        .layers()
                        .get(0)
                        .diffId())
                .isEqualTo(Digest.of(B));
        assertRefused(source(), "linux/amd64, linux/arm64");
    }

    @Test
    void documentsWithoutMediaTypesAreToldByWhatTheyHave() throws IOException {
        String manifest = manifest(files.blob(CONFIG, config("linux/amd64", A)), files.blob(LAYER, A))
                .replace("\"mediaType\":\"" + MANIFEST + "\",", "");
        String image = files.blob("application/json", manifest);
        files.layout(files.blob("application/json", index(image)));
        Image read = source().load();
        assertThat(read.manifest().toBytes()).asString().isEqualTo(manifest);
        assertThat(read.manifest().mediaType()).isEqualTo(MediaType.OCI_MANIFEST);
    }

    @Test
    void magicBytesCountAndTheirMismatchIsAFinding() throws IOException {
        String docker = "application/vnd.docker.image.rootfs.diff.tar.gzip";
        String zstd = files.blob(docker, RawTar.zstd(A));
        String plain = files.blob(docker, B);
        String gzip = files.blob(LAYER + "+zstd", RawTar.gzip(layer("c")));
        String config =
                files.blob("application/vnd.docker.container.image.v1+json", config("linux/amd64", A, B, layer("c")));
        String type = "application/vnd.docker.distribution.manifest.v2+json";
        files.layout(files.blob(type, manifest(config, zstd, plain, gzip).replace(MANIFEST, type)));
        Image image = source().load();
        assertThat(image.filesystem().entries().map(entry -> entry.path())).containsExactly("/a", "/b", "/c");
        assertThat(ImageValidator.validate(image))
                .extracting(Finding::property, Finding::found)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("compression", "zstd"),
                        org.assertj.core.groups.Tuple.tuple("compression", "none"),
                        org.assertj.core.groups.Tuple.tuple("compression", "gzip"));
    }

    @Test
    void schema1IsRefusedByName() throws IOException {
        String schema1 = "{\"schemaVersion\":1,\"fsLayers\":[],\"history\":[]}";
        files.layout(files.blob("application/vnd.docker.distribution.manifest.v1+prettyjws", schema1));
        assertRefused(source(), "Docker's schema 1");
        files.layout(files.blob(MANIFEST, schema1));
        assertRefused(source(), "schema version 1 is not supported");
    }

    @Test
    void foreignLayersAreAbsentOnlyWhenTheyAreRead() throws IOException {
        String type = "application/vnd.oci.image.layer.nondistributable.v1.tar";
        String foreign = descriptor(type, A) + ",\"urls\":[\"https://example.com/a\"]";
        String config = files.blob(CONFIG, config("windows/amd64", A, B));
        files.layout(files.blob(MANIFEST, manifest(config, foreign, files.blob(LAYER, B))));
        Image image = source().load();
        assertThat(image.layers().get(1).entries()).hasSize(1);
        assertThatIOException()
                .isThrownBy(() -> image.layers().get(0).entries())
                .withMessageContaining(Digest.of(A) + " of " + A.length + " bytes is missing from the archive")
                .withMessageContaining("foreign layer, to be had from https://example.com/a");
    }

    @Test
    void theConfigOfASparseLayoutAnswers() throws IOException {
        files.layout(files.image("linux/amd64", A, B))
                .remove("blobs/sha256/" + Digest.of(B).hex());
        Image image = source().load();
        assertThat(image.config().user()).contains("ada");
        assertThat(image.layers().get(0).entries()).hasSize(1);
        assertThatIOException()
                .isThrownBy(image::filesystem)
                .withMessageContaining("the blob " + Digest.of(B))
                .withMessageContaining("missing from the archive");
        assertThat(ImageValidator.validate(image))
                .singleElement()
                .satisfies(finding -> assertThat(finding.found()).contains("missing from the archive"));
    }

    @Test
    void onlyTheImagesThatAreThereCount() throws IOException {
        String here = files.image("linux/amd64", A) + platform("linux/amd64");
        String elsewhere = descriptor(MANIFEST, B) + platform("linux/arm64");
        files.layout(files.blob(INDEX, index(elsewhere, here)));
        assertThat(source().load().config().platform()).hasToString("linux/amd64");
        assertRefused(source().platform("linux/arm64"), Digest.of(B).toString(), "missing from the archive");
    }

    @Test
    void aManifestAndAConfigThatAreMissingAreNamed() throws IOException {
        files.layout(descriptor(MANIFEST, B));
        assertRefused(source(), "the manifest " + Digest.of(B), "missing from the archive");
        files.layout(files.blob(MANIFEST, manifest(descriptor(CONFIG, B))));
        assertRefused(source(), "the blob " + Digest.of(B), "missing from the archive");
    }

    @Test
    void anArtifactIsNoImage() throws IOException {
        String empty = files.blob("application/vnd.oci.empty.v1+json", "{}");
        String artifact = manifest(empty, files.blob("text/plain", "x"))
                .replace("\"config\"", "\"artifactType\":\"text/example\",\"config\"");
        files.layout(files.blob(MANIFEST, artifact));
        assertRefused(source(), "is not an image but an artifact of the type text/example");
        files.layout(files.blob(MANIFEST, artifact), files.image("linux/amd64", A));
        assertThat(source().load().layers()).hasSize(1);
    }

    @Test
    void aLayoutIsToldByItsIndexAndNeedsNoMarker() throws IOException {
        files.file("index.json", index(files.image("linux/amd64", A)));
        assertThat(source().load().config().platform()).hasToString("linux/amd64");
    }

    @Test
    void anotherVersionOfTheLayoutIsRefused() throws IOException {
        files.layout(files.image("linux/amd64", A)).file("oci-layout", "{\"imageLayoutVersion\":\"2.0.0\"}");
        assertRefused(source(), "expected an OCI layout of version 1.0.0 but it has 2.0.0");
    }

    @Test
    void blobsMayBeLinksToFilesElsewhereButDocumentsMayNot() throws IOException {
        files.layout(files.image("linux/amd64", A));
        Path layout = files.directory(temp.resolve("layout"));
        Path blob = layout.resolve("blobs/sha256/" + Digest.of(A).hex());
        Files.createSymbolicLink(blob, Files.move(blob, temp.resolve("elsewhere")));
        ImageSource source = ImageSource.of(layout).cache(BlobCache.at(temp.resolve("cache")));
        assertThat(source.load().filesystem().readAllBytes("/a")).asString().isEqualTo("a");

        Path index = layout.resolve("index.json");
        Files.createSymbolicLink(index, Files.move(index, temp.resolve("index.json")));
        assertRefused(source, "index.json leads out of the directory");
    }

    @Test
    void aFolderThatIsNoLayoutIsRefused() {
        assertRefused(ImageSource.of(temp), "expected an OCI layout", "only none");
        assertThatExceptionOfType(java.nio.file.NoSuchFileException.class)
                .isThrownBy(() -> ImageSource.of(temp.resolve("absent")).load())
                .withMessageContaining("there is no such file; expected an OCI layout");
    }
}
