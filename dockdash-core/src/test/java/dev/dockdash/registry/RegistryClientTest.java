package dev.dockdash.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.dockdash.cache.BlobCache;
import dev.dockdash.image.Image;
import dev.dockdash.layer.Layer;
import dev.dockdash.oci.ImageReference;
import dev.dockdash.oci.Platform;
import dev.dockdash.testregistry.EmbeddedRegistry;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryClientTest {

    @TempDir
    Path temp;

    private final RegistryClient client = RegistryClient.create();
    private EmbeddedRegistry registry;

    @BeforeEach
    void startRegistry() throws IOException {
        registry = EmbeddedRegistry.start();
    }

    @AfterEach
    void stopRegistry() {
        registry.close();
    }

    private ImageReference reference(String name) {
        return ImageReference.parse(registry.hostAndPort() + "/" + name);
    }

    private Image image(String content) throws IOException {
        Layer layer = Layer.builder(BlobCache.at(temp.resolve("build")))
                .data("/a", content)
                .build();
        return Image.scratch().layer(layer).layer(layer).env("A", "ü").build();
    }

    @Test
    void whatIsPushedIsPulledByTagAndByDigest() throws IOException {
        Image image = image("x");
        client.push(image, reference("app:1"));
        Image byTag = client.pull(reference("app:1"), Platform.LINUX_AMD64);
        Image byDigest = client.pull(reference("app@" + image.digest()), Platform.LINUX_AMD64);
        assertThat(byTag).isEqualTo(image).isEqualTo(byDigest);
        assertThat(byTag.config()).isEqualTo(image.config());
        assertThat(byTag.filesystem().readAllBytes("/a")).asString().isEqualTo("x");
    }

    @Test
    void pulledLayersAreKeptInTheCache() throws IOException {
        Image image = image("x");
        client.push(image, reference("app:1"));
        BlobCache cache = BlobCache.at(temp.resolve("pull"));
        Image pulled = client.pull(reference("app:1"), Platform.LINUX_AMD64, cache);
        assertThat(cache.find(image.layers().get(0).digest())).isEmpty();
        pulled.filesystem();
        assertThat(cache.find(image.layers().get(0).digest())).isPresent();
        registry.close();
        assertThat(pulled.layers().get(1).entries()).hasSize(1);
    }

    @Test
    void pushingAgainIsNoError() throws IOException {
        Image image = image("x");
        client.push(image, reference("app:1"));
        client.push(image, reference("app:1"));
        client.push(image, reference("app:2"));
        assertThat(client.pull(reference("app:2"), Platform.LINUX_AMD64)).isEqualTo(image);
    }

    @Test
    void aMissingImageIsAnErrorThatSaysSo() {
        assertThatThrownBy(() -> client.pull(reference("none:1"), Platform.LINUX_AMD64))
                .isInstanceOfSatisfying(RegistryException.class, e -> {
                    assertThat(e.status()).isEqualTo(404);
                    assertThat(e.method()).isEqualTo("GET");
                    assertThat(e.errors()).extracting(RegistryError::code).isNotEmpty();
                })
                .hasMessageStartingWith("GET " + registry.uri() + "/v2/none/manifests/1: the registry answered 404 (")
                .hasMessageEndingWith("; expected the manifest of " + reference("none:1"));
    }

    @Test
    void aDigestThatIsNotTheImagesIsRefusedBeforeAnythingIsSent() throws IOException {
        ImageReference other = reference("app@" + image("y").digest());
        assertThatThrownBy(() -> client.push(image("x"), other)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRegistryThatIsNotThereIsNamed() {
        ImageReference gone = reference("app:1");
        registry.close();
        assertThatThrownBy(() -> client.pull(gone, Platform.LINUX_AMD64))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("GET " + registry.uri() + "/v2/app/manifests/1: ")
                .hasCauseInstanceOf(ConnectException.class);
    }

    @Test
    void aBlobThatIsNotWhatTheManifestSaysIsNeverKept() throws IOException {
        Image image = image("x");
        client.push(image, reference("app:1"));
        HttpServer liar = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        liar.createContext("/", exchange -> {
            boolean config = exchange.getRequestURI()
                    .getPath()
                    .endsWith(image.config().digest().toString());
            byte[] body = exchange.getRequestURI().getPath().contains("/manifests/")
                    ? image.manifest().toBytes()
                    : config
                            ? image.config().toBytes()
                            : "z".repeat((int) image.layers().get(0).size()).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders()
                    .add("Content-Type", image.manifest().mediaType().value());
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        liar.start();
        try {
            BlobCache cache = BlobCache.at(temp.resolve("pull"));
            ImageReference lying =
                    ImageReference.parse("localhost:" + liar.getAddress().getPort() + "/app:1");
            Image pulled = client.pull(lying, Platform.LINUX_AMD64, cache);
            assertThatThrownBy(pulled::filesystem)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(image.layers().get(0).digest().toString());
            assertThat(cache.find(image.layers().get(0).digest())).isEmpty();
        } finally {
            liar.stop(0);
        }
    }
}
