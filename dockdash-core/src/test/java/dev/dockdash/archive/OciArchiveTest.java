package dev.dockdash.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dockdash.blob.Blob;
import dev.dockdash.blob.BlobMismatchException;
import dev.dockdash.cache.BlobCache;
import dev.dockdash.image.Image;
import dev.dockdash.image.MultiPlatformImage;
import dev.dockdash.layer.Compression;
import dev.dockdash.layer.Layer;
import dev.dockdash.oci.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OciArchiveTest {

    @TempDir
    Path temp;

    private Path out;
    private Path file;

    @BeforeEach
    void nameFile() {
        out = temp.resolve("out");
        file = out.resolve("image.tar");
    }

    private Layer layer(Compression compression) throws IOException {
        return Layer.builder(BlobCache.at(temp.resolve("cache")))
                .data("/a", "content")
                .compression(compression)
                .build();
    }

    @ParameterizedTest
    @EnumSource
    void holdsAllBytesAsTheyAre(Compression compression) throws IOException {
        Layer layer = layer(compression);
        Image image = Image.scratch().layer(layer).layer(layer).user("1").build();
        OciArchive.write(image, file);

        Archives.Tar tar = Archives.read(file);
        List<String> blobs = tar.names().subList(2, tar.names().size());
        assertThat(tar.names()).startsWith("oci-layout", "index.json").hasSize(2 + 3);
        assertThat(blobs).isSorted();
        assertThat(tar.json("oci-layout")).hasToString("{\"imageLayoutVersion\":\"1.0.0\"}");
        assertThat(tar.bytes(Archives.blobName(image.digest())))
                .isEqualTo(image.manifest().toBytes());
        assertThat(tar.bytes(Archives.blobName(image.config().digest())))
                .isEqualTo(image.config().toBytes());
        assertThat(tar.bytes(Archives.blobName(layer.digest()))).isEqualTo(Archives.bytes(layer.blob()));
        assertThat(blobs)
                .allSatisfy(name -> assertThat(Archives.sha256(tar.bytes(name)))
                        .isEqualTo(name.substring("blobs/sha256/".length())));
        JsonNode index = tar.json("index.json");
        assertThat(index.get("manifests")).hasSize(1);
        assertThat(index.at("/manifests/0/digest").textValue())
                .isEqualTo(image.digest().toString());
        assertThat(index.at("/manifests/0").has("annotations")).isFalse();
    }

    @Test
    void aTagIsAnAnnotationOfTheIndex() throws IOException {
        OciArchive.write(Image.scratch().build(), file, "1.0");
        assertThat(Archives.read(file).json("index.json").at("/manifests/0/annotations"))
                .hasToString("{\"org.opencontainers.image.ref.name\":\"1.0\"}");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OciArchive.write(Image.scratch().build(), file, "a b"))
                .withMessageStartingWith("Invalid name \"a b\"");
    }

    @Test
    void holdsImagesForSeveralPlatforms() throws IOException {
        Layer layer = layer(Compression.ZSTD);
        MultiPlatformImage image = MultiPlatformImage.build(
                List.of(Platform.parse("linux/arm64"), Platform.parse("linux/amd64")),
                platform -> Image.scratch().platform(platform).layer(layer).build());
        OciArchive.write(image, file, "1");
        byte[] tagged = Files.readAllBytes(file);
        OciArchive.write(image, file);

        Archives.Tar tar = Archives.read(file);
        assertThat(tar.names()).hasSize(2 + 1 + 2 + 2 + 1);
        assertThat(tar.bytes(Archives.blobName(image.digest())))
                .isEqualTo(image.index().toBytes());
        assertThat(tar.json("index.json").get("manifests"))
                .hasToString("[{\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"digest\":\""
                        + image.digest() + "\",\"size\":" + image.index().toBytes().length + "}]");
        assertThat(Archives.read(tagged).json("index.json").at("/manifests/0/annotations"))
                .hasSize(1);
    }

    @Test
    void theSameImageGivesTheSameBytes() throws IOException {
        Image image = Image.scratch().layer(layer(Compression.ZSTD)).build();
        OciArchive.write(image, file);
        byte[] first = Files.readAllBytes(file);
        OciArchive.write(image, file);
        assertThat(file).hasBinaryContent(first);
        assertThat(first.length % 512).isZero();
    }

    @Test
    void aFailureLeavesWhatWasThere() throws IOException {
        Image broken =
                Image.scratch().layer(Archives.broken(layer(Compression.ZSTD))).build();
        assertThatThrownBy(() -> OciArchive.write(broken, file)).hasMessage("the disk is gone");
        assertThat(Archives.names(out)).isEmpty();

        Files.writeString(file, "old");
        assertThatThrownBy(() -> OciArchive.write(broken, file)).hasMessage("the disk is gone");
        assertThat(file).hasContent("old");
        assertThat(Archives.names(out)).containsExactly("image.tar");
    }

    @Test
    void refusesBytesThatAreNotTheLayers() throws IOException {
        Layer layer = layer(Compression.ZSTD);
        Path changed = temp.resolve("changed");
        byte[] bytes = Archives.bytes(layer.blob());
        bytes[bytes.length - 1]++;
        Files.write(changed, bytes);
        Layer lying = Layer.of(layer.descriptor(), layer.diffId(), Blob.file(changed, layer.digest(), layer.size()));
        Image image = Image.scratch().layer(lying).build();
        assertThatThrownBy(() -> OciArchive.write(image, file))
                .isInstanceOf(BlobMismatchException.class)
                .hasMessageStartingWith("Reading " + changed + ": expected " + layer.digest());
        assertThat(file).doesNotExist();
    }

    @Test
    void refusesADirectoryAsItsFile() throws IOException {
        Files.createDirectories(file);
        assertThatThrownBy(() -> OciArchive.write(Image.scratch().build(), file))
                .isInstanceOf(IOException.class)
                .hasMessage(file + ": expected the name of a file but it is a directory");
        assertThat(file).isEmptyDirectory();
    }
}
