package dev.dockdash.archive;

import static dev.dockdash.archive.ImageFiles.bytes;
import static dev.dockdash.archive.ImageFiles.config;
import static dev.dockdash.archive.ImageFiles.layer;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Directories that somebody made to do harm, and such as only look like it. */
class HostileDirectoryTest {

    private static final byte[] A = layer("a");

    @TempDir
    Path temp;

    private final ImageFiles files = new ImageFiles();
    private Path secret;

    @BeforeEach
    void writeSecret() throws IOException {
        secret = Files.write(temp.resolve("secret.gz"), RawTar.gzip(bytes("host secret")));
    }

    private ImageSource source() throws IOException {
        return ImageSource.of(files.directory(temp.resolve("image"))).cache(BlobCache.at(temp.resolve("cache")));
    }

    private void save(String configName, String layerName) {
        files.file("manifest.json", "[{\"Config\":\"" + configName + "\",\"Layers\":[\"" + layerName + "\"]}]")
                .file("c.json", config("linux/amd64", A));
    }

    private void link(String name) throws IOException {
        Path link = Files.createDirectories(temp.resolve("image/blobs/sha256"))
                .resolve("../..")
                .resolve(name)
                .normalize();
        Files.createSymbolicLink(link, secret);
    }

    @ParameterizedTest
    @ValueSource(strings = {"y", "blobs/../y", "blobs/sha256/../../y", "blobs/y"})
    void filesOutsideAreNoLayers(String name) throws IOException {
        link(name.endsWith("blobs/y") ? "blobs/y" : "y");
        save("c.json", name);
        assertThatIOException().isThrownBy(() -> source().load()).withMessageContaining("leads out of the directory");
    }

    @Test
    void filesOutsideAreNoLayersUnderTheNameOfABlobEither() throws IOException {
        String blob = "blobs/sha256/" + Digest.of(A).hex();
        link(blob);
        save("c.json", blob);
        assertThatExceptionOfType(BlobMismatchException.class)
                .isThrownBy(() -> source().load())
                .withMessageContaining("expected the layer " + Digest.of(A));
    }

    @Test
    void textOutsideIsNoConfigAndIsNotShown() throws IOException {
        Files.writeString(secret, "password=hunter2");
        link("blobs/x");
        save("blobs/x", "layer");
        assertThatIOException()
                .isThrownBy(() -> source().load())
                .withMessageContaining("leads out of the directory")
                .withMessageNotContaining("hunter2");
    }

    @Test
    void namesThatNoFileCanHaveAreRefused() throws IOException {
        save("a\\u0000b", "layer");
        assertThatIOException().isThrownBy(() -> source().load()).withMessageContaining("is not the name of a file");
    }

    @Test
    void imageOfADigestMustFitThePlatformToo() throws IOException {
        files.layout(files.image("linux/arm64", A));
        String digest = source().load().digest().toString();
        assertThat(source().tag(digest).platform("linux/arm64").load().digest()).hasToString(digest);
        assertThatIOException()
                .isThrownBy(() -> source().tag(digest).platform("linux/amd64").load())
                .withMessageContaining("linux/amd64");
    }

    @Test
    void documentsOfOtherKindsAreNoImages() throws IOException {
        files.layout(files.image("linux/amd64", A), files.blob("application/xml", "<a/>"));
        assertThat(source().load().layers()).hasSize(1);
    }
}
