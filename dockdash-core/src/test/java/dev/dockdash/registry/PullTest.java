package dev.dockdash.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockdash.cache.BlobCache;
import dev.dockdash.image.Image;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.ImageIndex;
import dev.dockdash.oci.ImageReference;
import dev.dockdash.oci.MediaType;
import dev.dockdash.oci.Platform;
import dev.dockdash.registry.ScriptedServer.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PullTest extends ForwardingTest {

    private static final Platform ARM64 = Platform.of("linux", "arm64");
    private static final String MANIFEST = "/v2/app/manifests/.*";
    private static final String OCI_MANIFEST = MediaType.OCI_MANIFEST.value();

    private final RegistryClient client = builder().build();

    private ImageIndex pushIndex(Image... images) throws IOException {
        ImageIndex index = ImageIndex.of(
                Stream.of(images)
                        .map(image -> image.manifest()
                                .descriptor()
                                .withPlatform(image.config().platform()))
                        .toList(),
                Map.of());
        client.push(index, List.of(images), reference("app:1"));
        return index;
    }

    private PullOptions options(BlobCache cache) {
        return PullOptions.forPlatform(Platform.LINUX_AMD64).cache(cache);
    }

    private void answerManifest(String type, byte[] bytes) {
        server.on("GET", MANIFEST, Answer.of(200).body(bytes).header("Content-Type", type));
    }

    @Test
    void theImageForThePlatformIsPulledAndTheIndexNamed() throws IOException {
        Image amd64 = image("a");
        Image arm64 = image(ARM64, "b");
        ImageIndex index = pushIndex(amd64, arm64);
        PulledImage pulled = client.pull(reference("app:1"), PullOptions.forPlatform(ARM64));
        assertThat(pulled.image()).isEqualTo(arm64);
        assertThat(pulled.digest()).isEqualTo(index.digest());
        assertThat(pulled.source()).isEqualTo(PullSource.REGISTRY);
        assertThat(pulled.reference()).isEqualTo(reference("app:1").toString());
    }

    @Test
    void aPlatformThatIsNotThereIsAnErrorThatListsThoseThatAre() throws IOException {
        pushIndex(image("a"), image(ARM64, "b"));
        assertThatThrownBy(() -> client.pull(reference("app:1"), Platform.of("linux", "s390x")))
                .hasMessage("Pulling " + reference("app:1")
                        + " for linux/s390x: the index has no such platform, only [linux/amd64, linux/arm64]");
    }

    @Test
    void whatIsMissingIsPulledOnceAndThenHadWithoutTheRegistry() throws IOException {
        Image image = image("a", "b");
        Digest index = pushIndex(image, image(ARM64, "b")).digest();
        BlobCache cache = cache("pull");
        PullOptions missing = options(cache).policy(PullPolicy.MISSING).fetchingLayers();
        assertThat(client.pull(reference("app:1"), missing).source()).isEqualTo(PullSource.REGISTRY);
        server.close();
        PulledImage offline = client.pull(reference("app:1"), missing);
        assertThat(offline.source()).isEqualTo(PullSource.CACHE);
        assertThat(offline.digest()).isEqualTo(index);
        assertThat(offline.image()).isEqualTo(image);
        assertThat(offline.image().filesystem().readAllBytes("/a")).hasSize(10_000);
    }

    @Test
    void whatIsMissingForAnotherPlatformIsAsked() throws IOException {
        pushIndex(image("a"), image(ARM64, "b"));
        BlobCache cache = cache("pull");
        client.pull(reference("app:1"), options(cache));
        PullOptions arm64 = PullOptions.forPlatform(ARM64).cache(cache).policy(PullPolicy.MISSING);
        assertThat(client.pull(reference("app:1"), arm64).source()).isEqualTo(PullSource.REGISTRY);
        assertThat(client.pull(reference("app:1"), arm64).source()).isEqualTo(PullSource.CACHE);
    }

    @Test
    void alwaysSeesThatTheTagMoved() throws IOException {
        BlobCache cache = cache("pull");
        client.push(image("a"), reference("app:1"));
        client.pull(reference("app:1"), options(cache));
        Image newer = image("b");
        client.push(newer, reference("app:1"));
        assertThat(client.pull(reference("app:1"), options(cache)).image()).isEqualTo(newer);
        assertThat(client.pull(reference("app:1"), options(cache).policy(PullPolicy.MISSING)))
                .satisfies(pulled -> assertThat(pulled.image()).isEqualTo(newer))
                .satisfies(pulled -> assertThat(pulled.source()).isEqualTo(PullSource.CACHE));
    }

    @Test
    void aDamagedManifestInTheCacheIsPulledAgain() throws IOException {
        Image image = image("a");
        client.push(image, reference("app:1"));
        BlobCache cache = cache("pull");
        PullOptions missing = options(cache).policy(PullPolicy.MISSING);
        client.pull(reference("app:1"), missing);
        Files.writeString(
                cache.folder().resolve("blobs/sha256/" + image.digest().hex()), "{}");
        PulledImage pulled = client.pull(reference("app:1"), missing);
        assertThat(pulled.source()).isEqualTo(PullSource.REGISTRY);
        assertThat(pulled.image()).isEqualTo(image);
    }

    @Test
    void allLayersAreFetchedWhenAskedFor() throws IOException {
        Image image = image("a", "b", "c", "a");
        client.push(image, reference("app:1"));
        BlobCache cache = cache("pull");
        List<Progress> heard = new ArrayList<>();
        RegistryClient listening = builder().progress(heard::add).build();
        listening.pull(reference("app:1"), options(cache).fetchingLayers());
        assertThat(image.layers())
                .allSatisfy(layer -> assertThat(cache.find(layer.digest())).isPresent());
        assertThat(server.asked("GET", "/v2/app/blobs/.*")).hasSize(4);
        long bytes = 3 * image.layers().get(0).size();
        assertThat(heard.get(heard.size() - 1))
                .isEqualTo(new Progress("Pulling " + reference("app:1"), bytes, bytes, 3, 3, true));
    }

    @Test
    void optionsThatNeedACacheSaySo() {
        PullOptions without = PullOptions.forPlatform(ARM64);
        assertThatThrownBy(() -> without.policy(PullPolicy.MISSING)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(without::fetchingLayers).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void bytesThatAreNotThoseOfTheDigestAreRefused() throws IOException {
        Image asked = image("a");
        answerManifest(OCI_MANIFEST, image("b").manifest().toBytes());
        ImageReference reference = reference("app@" + asked.digest());
        assertThatThrownBy(() -> client.pull(reference, Platform.LINUX_AMD64))
                .hasMessage("GET " + server.url("/v2/app/manifests/" + asked.digest())
                        + ": expected a manifest with the digest " + asked.digest() + " but the bytes have "
                        + image("b").digest());
    }

    @Test
    void aTagWhoseDigestIsAnotherThanTheHeaderSaysIsRefused() throws IOException {
        server.on(
                "GET",
                MANIFEST,
                Answer.of(200)
                        .body(image("b").manifest().toBytes())
                        .header("Content-Type", OCI_MANIFEST)
                        .header("Docker-Content-Digest", image("a").digest().toString()));
        assertThatThrownBy(() -> client.pull(reference("app:1"), Platform.LINUX_AMD64))
                .hasMessageContaining("but the bytes have " + image("b").digest());
    }

    @ParameterizedTest
    @CsvSource({
        "text/html, is this a registry?",
        "'', is this a registry?",
        "application/vnd.docker.distribution.manifest.v1+prettyjws, schema 1",
        "application/vnd.docker.distribution.manifest.v2+json, but it says itself"
    })
    void theTypeMustBeThatOfTheDocument(String type, String message) throws IOException {
        answerManifest(type, image("a").manifest().toBytes());
        assertThatThrownBy(() -> client.pull(reference("app:1"), Platform.LINUX_AMD64))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(message);
    }

    @Test
    void parametersOfTheTypeDoNotMatter() throws IOException {
        Image image = image("a");
        client.push(image, reference("app:1"));
        answerManifest(OCI_MANIFEST + "; charset=utf-8", image.manifest().toBytes());
        assertThat(client.pull(reference("app:1"), Platform.LINUX_AMD64)).isEqualTo(image);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"schemaVersion\":2,\"config\":{},\"layers\":[],\"manifests\":[]}",
                "{\"schemaVersion\":2,\"schemaVersion\":2}",
                "<html>",
                ""
            })
    void whatIsNoManifestIsRefused(String body) {
        answerManifest(OCI_MANIFEST, body.getBytes(UTF_8));
        assertThatThrownBy(() -> client.pull(reference("app:1"), Platform.LINUX_AMD64))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void manifestsAreReadUpToALimit() {
        answerManifest(OCI_MANIFEST, new byte[4 * 1024 * 1024 + 1]);
        assertThatThrownBy(() -> client.pull(reference("app:1"), Platform.LINUX_AMD64))
                .hasMessageContaining("larger than 4194304 bytes");
    }

    @Test
    void deepNestingDoesNotExhaustTheStack() {
        answerManifest(OCI_MANIFEST, ("{\"a\":" + "[".repeat(10_000)).getBytes(UTF_8));
        assertThatThrownBy(() -> client.pull(reference("app:1"), Platform.LINUX_AMD64))
                .isInstanceOf(IOException.class);
    }
}
