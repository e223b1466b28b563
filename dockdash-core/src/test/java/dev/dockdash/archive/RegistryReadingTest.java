package dev.dockdash.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.dockdash.cache.BlobCache;
import dev.dockdash.image.Image;
import dev.dockdash.layer.Layer;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.Platform;
import dev.dockdash.registry.RegistryClient;
import dev.dockdash.testregistry.EmbeddedRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a registry is asked for, and indexes as other clients push them, bytes that no writer of ours makes. */
class RegistryReadingTest {

    @TempDir
    Path temp;

    private EmbeddedRegistry registry;
    private BlobCache cache;

    @BeforeEach
    void start() throws IOException {
        registry = EmbeddedRegistry.start();
        cache = BlobCache.at(temp.resolve("cache"));
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    private Image preloaded(String platform) throws IOException {
        Layer layer = Layer.builder(cache).data("/platform", platform).build();
        Image image =
                Image.scratch().platform(Platform.parse(platform)).layer(layer).build();
        registry.preload("web:" + image.digest().hex(), image);
        return image;
    }

    private ImageSource source(String tag) {
        return ImageSource.registry(RegistryClient.create(), registry.hostAndPort() + "/web:" + tag)
                .cache(BlobCache.at(temp.resolve("reading")));
    }

    /** Pushes an index and returns the start of its descriptor. */
    private String push(String tag, String... descriptors) throws IOException, InterruptedException {
        byte[] index = ImageFiles.index(descriptors).getBytes(StandardCharsets.UTF_8);
        URI target = registry.uri().resolve("/v2/web/manifests/" + tag);
        HttpRequest put = HttpRequest.newBuilder(target)
                .header("Content-Type", ImageFiles.INDEX)
                .PUT(BodyPublishers.ofByteArray(index))
                .build();
        assertThat(HttpClient.newHttpClient().send(put, BodyHandlers.ofString()).statusCode())
                .isEqualTo(201);
        return ImageFiles.descriptor(ImageFiles.INDEX, index);
    }

    private static String descriptor(Image image) {
        return ImageFiles.descriptor(ImageFiles.MANIFEST, image.manifest().toBytes());
    }

    private static String forPlatform(Image image) {
        return descriptor(image) + ImageFiles.platform(image.config().platform().toString());
    }

    private List<String> gets() {
        return registry.requests().stream()
                .filter(request ->
                        request.method().equals("GET") && request.path().contains("/web/"))
                .map(request -> request.path().substring("/v2/web/".length()))
                .toList();
    }

    private static String manifest(Digest digest) {
        return "manifests/" + digest;
    }

    @Test
    void whatIsInNoIndexIsFetchedOnce() throws IOException {
        Image image = preloaded("linux/arm64");
        String tag = image.digest().hex();
        String config = "blobs/" + image.manifest().config().digest();
        assertThat(source(tag).load()).isEqualTo(image);
        assertThat(gets()).containsExactly("manifests/" + tag, config);
        assertThat(source(tag).platform("linux/arm64").load()).isEqualTo(image);
        assertThat(gets()).containsExactly("manifests/" + tag, config, "manifests/" + tag);
    }

    @Test
    void ofAnIndexOnlyTheChosenImageIsFetched() throws IOException, InterruptedException {
        Image first = preloaded("linux/amd64");
        Image second = preloaded("linux/arm64");
        push("1", forPlatform(first), forPlatform(second));
        assertThat(source("1").platform("linux/arm64").load()).isEqualTo(second);
        assertThat(gets())
                .containsExactly(
                        "manifests/1",
                        manifest(second.digest()),
                        "blobs/" + second.manifest().config().digest());
    }

    @Test
    void indexesWithinIndexesAreFollowed() throws IOException, InterruptedException {
        Image first = preloaded("linux/amd64");
        Image second = preloaded("linux/arm64");
        String inner = push("inner", forPlatform(first), forPlatform(second));
        push("outer", push("middle", inner));
        ImageSource source = source("outer");
        assertThat(source.platform("linux/amd64").load()).isEqualTo(first);
        assertThat(source.platform("linux/arm64").load()).isEqualTo(second);
        assertThatIOException()
                .isThrownBy(source::load)
                .withMessageContaining("choose one with platform(..): linux/amd64, linux/arm64");
        assertThatIOException()
                .isThrownBy(() -> source.platform("linux/386").load())
                .withMessageContaining("no image for linux/386; there are: linux/amd64, linux/arm64");
    }

    @Test
    void theOnlyImageOfIndexesWithinIndexesNeedsNoPlatform() throws IOException, InterruptedException {
        Image image = preloaded("linux/arm64");
        String attestation = forPlatform(preloaded("linux/riscv64"))
                + ",\"annotations\":{\"vnd.docker.reference.type\":\"attestation-manifest\"}";
        push("outer", push("inner", descriptor(image), attestation));
        assertThat(source("outer").load()).isEqualTo(image);
    }

    @Test
    void platformsThatNoIndexNamesAreThoseOfTheConfigs() throws IOException, InterruptedException {
        Image first = preloaded("linux/amd64");
        Image second = preloaded("linux/arm64");
        push("outer", push("inner", descriptor(first)), descriptor(second));
        assertThat(source("outer").platform("linux/amd64").load()).isEqualTo(first);
        assertThat(source("outer").platform("linux/arm64").load()).isEqualTo(second);
    }

    @Test
    void indexesInARegistryHaveAnEnd() throws IOException, InterruptedException {
        String inner = forPlatform(preloaded("linux/amd64"));
        for (int depth = 0; depth < 7; depth++) {
            inner = push("depth" + depth, inner);
        }
        assertThatIOException()
                .isThrownBy(source("depth6")::load)
                .withMessageContaining("more than 5 indexes within each other");
        assertThat(source("depth5").load().config().platform()).isEqualTo(Platform.LINUX_AMD64);
    }
}
