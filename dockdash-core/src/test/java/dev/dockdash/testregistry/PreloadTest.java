package dev.dockdash.testregistry;

import static dev.dockdash.testregistry.HttpApi.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.dockdash.blob.Blob;
import dev.dockdash.blob.BlobMismatchException;
import dev.dockdash.cache.BlobCache;
import dev.dockdash.image.Image;
import dev.dockdash.image.MultiPlatformImage;
import dev.dockdash.layer.Layer;
import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.Platform;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreloadTest {

    @TempDir
    private Path directory;

    private EmbeddedRegistry registry;
    private HttpApi api;

    @BeforeEach
    void start() throws IOException {
        registry = EmbeddedRegistry.start();
        api = new HttpApi(registry);
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void preloadedImageIsPulledLikeAPushedOne() throws IOException {
        Image image = image();

        String reference = registry.preload("team/web:1", image);

        assertThat(reference).isEqualTo(registry.hostAndPort() + "/team/web:1");
        assertThat(api.get("/v2/team/web/manifests/1").body())
                .isEqualTo(image.manifest().toBytes());
        assertThat(api.get("/v2/team/web/manifests/" + image.digest()).body())
                .isEqualTo(image.manifest().toBytes());
        assertThat(api.get("/v2/team/web/blobs/" + image.config().digest()).body())
                .isEqualTo(image.config().toBytes());
        assertThat(Blob.of(api.get("/v2/team/web/blobs/" + image.layers().get(0).digest())
                                .body())
                        .digest())
                .isEqualTo(image.layers().get(0).digest());
    }

    @Test
    void imageIsPreloadedTwiceAndUnderTwoNames() throws IOException {
        Image image = image();

        registry.preload("web", image);
        registry.preload("web:latest", image);
        registry.preload("other:2", image);

        assertThat(api.get("/v2/web/manifests/latest").statusCode()).isEqualTo(200);
        assertThat(api.get("/v2/other/manifests/2").statusCode()).isEqualTo(200);
        assertThat(api.delete("/v2/web/manifests/" + image.digest()).statusCode())
                .isEqualTo(202);
        assertThat(api.get("/v2/other/manifests/2").statusCode()).isEqualTo(200);
    }

    @Test
    void preloadedIndexIsPulledWithAllItsImages() throws IOException {
        Image arm64 =
                Image.from(image()).platform(Platform.parse("linux/arm64")).build();
        MultiPlatformImage images = MultiPlatformImage.of(image(), arm64);

        String reference = registry.preload("team/web:1", images);

        assertThat(reference).isEqualTo(registry.hostAndPort() + "/team/web:1");
        HttpResponse<byte[]> index = api.get("/v2/team/web/manifests/1");
        assertThat(index.body()).isEqualTo(images.index().toBytes());
        assertThat(header(index, "Content-Type"))
                .isEqualTo(images.index().mediaType().value());
        assertThat(api.get("/v2/team/web/manifests/" + arm64.digest()).body())
                .isEqualTo(arm64.manifest().toBytes());
        assertThat(api.get("/v2/team/web/blobs/" + arm64.config().digest()).body())
                .isEqualTo(arm64.config().toBytes());
        assertThat(HttpApi.text(api.get("/v2/team/web/tags/list"))).contains("[\"1\"]");
    }

    @Test
    void layerThatIsNotWhatItSaysIsNotPreloaded() throws IOException {
        Layer good = image().layers().get(0);
        Path damaged = Files.write(directory.resolve("damaged"), new byte[(int) good.size()]);
        Layer bad = Layer.of(
                Descriptor.of(good.mediaType(), good.digest(), good.size()),
                good.diffId(),
                Blob.file(damaged, good.digest(), good.size()));
        Image image = Image.of(image().manifest(), image().config(), List.of(bad));

        assertThatExceptionOfType(BlobMismatchException.class).isThrownBy(() -> registry.preload("web:1", image));

        assertThat(api.get("/v2/web/blobs/" + good.digest()).statusCode()).isEqualTo(404);
        assertThat(api.get("/v2/web/manifests/1").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Web:1", "web:", "web:.", "localhost:80/web:1", ":1"})
    void malformedReferenceIsRefused(String reference) throws IOException {
        Image image = image();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> registry.preload(reference, image))
                .withMessageStartingWith("Cannot preload ")
                .withMessageContaining("expected a repository and a tag such as team/web:1");
    }

    private Image image() throws IOException {
        Layer layer = Layer.builder(BlobCache.at(directory.resolve("cache")))
                .data("/etc/motd", HttpApi.bytes("hello"))
                .build();
        return Image.scratch().layer(layer).build();
    }
}
