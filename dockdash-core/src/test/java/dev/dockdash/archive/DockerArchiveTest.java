package dev.dockdash.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockdash.blob.Blob;
import dev.dockdash.blob.BlobMismatchException;
import dev.dockdash.cache.BlobCache;
import dev.dockdash.image.Image;
import dev.dockdash.layer.Compression;
import dev.dockdash.layer.Layer;
import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DockerArchiveTest {

    @TempDir
    Path temp;

    private Path out;
    private Path file;

    @BeforeEach
    void nameFile() {
        out = temp.resolve("out");
        file = out.resolve("image.tar");
    }

    private Layer layer(String path, Compression compression) throws IOException {
        return Layer.builder(BlobCache.at(temp.resolve("cache")))
                .data(path, "content of " + path)
                .compression(compression)
                .build();
    }

    /** Returns a layer as it comes from a registry: nobody knows how long its tar is. */
    private static Layer foreign(Layer layer) {
        return Layer.of(layer.descriptor(), layer.diffId(), layer.blob());
    }

    @ParameterizedTest
    @EnumSource
    void holdsUncompressedLayersUnderTheirDiffIds(Compression compression) throws IOException {
        Layer one = layer("/one", compression);
        Layer other = foreign(layer("/other", compression));
        Image image = Image.scratch().layer(one).layer(other).user("1").build();
        DockerArchive.write(image, file, "web:1");

        Archives.Tar tar = Archives.read(file);
        String config = image.config().digest().hex() + ".json";
        assertThat(tar.names()).startsWith("manifest.json", config).hasSize(4);
        assertThat(tar.json("manifest.json"))
                .hasToString("[{\"Config\":\"" + config + "\",\"RepoTags\":[\"web:1\"],\"Layers\":[\""
                        + one.diffId().hex() + ".tar\",\"" + other.diffId().hex() + ".tar\"]}]");
        assertThat(tar.bytes(config)).isEqualTo(image.config().toBytes());
        for (Layer layer : image.layers()) {
            assertThat(Archives.sha256(tar.bytes(layer.diffId().hex() + ".tar")))
                    .isEqualTo(layer.diffId().hex());
        }
    }

    @Test
    void howLayersAreCompressedDoesNotShow() throws IOException {
        DockerArchive.write(Image.scratch().layer(layer("/a", Compression.ZSTD)).build(), file, "web:1");
        byte[] zstd = Files.readAllBytes(file);
        DockerArchive.write(
                Image.scratch().layer(foreign(layer("/a", Compression.GZIP))).build(), file, "web:1");
        assertThat(file).hasBinaryContent(zstd);
    }

    @Test
    void aLayerThatIsThereTwiceIsWrittenOnce() throws IOException {
        Image image = Image.scratch()
                .layer(layer("/a", Compression.ZSTD))
                .layer(layer("/a", Compression.GZIP))
                .build();
        DockerArchive.write(image, file, "web:1");
        Archives.Tar tar = Archives.read(file);
        assertThat(tar.names()).hasSize(3);
        assertThat(tar.json("manifest.json").at("/0/Layers")).hasSize(2);
    }

    @Test
    void anImageWithoutLayersHasAnEmptyListOfThem() throws IOException {
        DockerArchive.write(Image.scratch().build(), file, "web:1");
        assertThat(Archives.read(file).json("manifest.json").at("/0/Layers")).hasToString("[]");
    }

    @ParameterizedTest
    @CsvSource({
        "web,web:latest",
        "docker.io/library/web:2,web:2",
        "localhost:5000/a/web:3,localhost:5000/a/web:3",
        "ada/web,ada/web:latest"
    })
    void theReferenceIsWrittenAsDockerShowsIt(String reference, String tag) throws IOException {
        DockerArchive.write(Image.scratch().build(), file, reference);
        assertThat(Archives.read(file).json("manifest.json").at("/0/RepoTags")).hasToString("[\"" + tag + "\"]");
    }

    @Test
    void refusesReferencesThatLoadingCannotSet() {
        Digest digest = Digest.of(new byte[0]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DockerArchive.write(Image.scratch().build(), file, "web:1@" + digest))
                .withMessage("Writing an archive for docker load: the reference web:1@" + digest
                        + " has a digest, but loading can only set a tag; leave out " + digest);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DockerArchive.write(Image.scratch().build(), file, "Web"));
        assertThat(out).doesNotExist();
    }

    @Test
    void refusesALayerWhoseTarIsNotThatOfTheConfig() throws IOException {
        byte[] other = "another tar".getBytes(StandardCharsets.UTF_8);
        Layer layer = layer("/a", Compression.NONE);
        Blob blob = Blob.of(other);
        Layer lying = Layer.of(Descriptor.of(layer.mediaType(), blob.digest(), blob.size()), layer.diffId(), blob);
        Image image = Image.scratch().layer(lying).build();
        Files.createDirectories(out);
        Files.writeString(file, "old");

        assertThatThrownBy(() -> DockerArchive.write(image, file, "web:1"))
                .isInstanceOf(BlobMismatchException.class)
                .hasMessageContaining("expected its uncompressed bytes to have the diffID " + layer.diffId());

        assertThat(file).hasContent("old");
        assertThat(Archives.names(out)).isEqualTo(List.of("image.tar"));
    }
}
