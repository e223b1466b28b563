package dev.dockdash.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockdash.blob.BlobMismatchException;
import dev.dockdash.image.Image;
import dev.dockdash.layer.Layer;
import dev.dockdash.oci.ImageIndex;
import dev.dockdash.oci.Platform;
import dev.dockdash.registry.ScriptedServer.Answer;
import dev.dockdash.registry.ScriptedServer.Asked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PushTest extends ForwardingTest {

    private static final String BLOB = "/v2/app/blobs/sha256:.*";
    private static final String UPLOADS = "/v2/app/blobs/uploads/";
    private static final String UPLOAD = UPLOADS + ".+";
    private static final String MANIFEST = "/v2/app/manifests/.*";

    private RegistryClient client() {
        return builder().build();
    }

    private void assertPulled(Image image, String name) throws IOException {
        assertThat(client().pull(direct(name), Platform.LINUX_AMD64)).isEqualTo(image);
    }

    @Test
    void theResultTellsWhatWasSentAndFound() throws IOException {
        Image image = image("a", "b", "a");
        PushSummary first = client().push(image, reference("app:1"));
        long bytes = image.layers().get(0).size()
                + image.layers().get(1).size()
                + image.config().toBytes().length;
        assertThat(first)
                .isEqualTo(new PushSummary(image.digest(), new BlobCount(3, bytes), BlobCount.NONE, BlobCount.NONE));
        PushSummary second = client().push(image, reference("app:2"));
        assertThat(second.found()).isEqualTo(new BlobCount(3, bytes));
        assertThat(second.sent()).isEqualTo(BlobCount.NONE);
        assertThat(server.asked("POST", ".*")).hasSize(3);
        assertPulled(image, "app:2");
    }

    @Test
    void theManifestComesLastAndTheConfigAfterTheLayers() throws IOException {
        Image image = image("a", "b", "c");
        client().push(image, reference("app:1"));
        List<String> puts = server.asked().stream()
                .filter(asked -> asked.method().equals("PUT"))
                .map(Asked::toString)
                .toList();
        assertThat(puts).hasSize(5);
        assertThat(puts.get(3)).endsWith(image.config().digest().hex());
        assertThat(puts.get(4)).isEqualTo("PUT /v2/app/manifests/1");
    }

    @Test
    void anIndexComesAfterItsImages() throws IOException {
        Image amd64 = image("a");
        Image arm64 = image(Platform.of("linux", "arm64"), "a", "b");
        ImageIndex index = ImageIndex.of(
                Stream.of(amd64, arm64)
                        .map(image -> image.manifest()
                                .descriptor()
                                .withPlatform(image.config().platform()))
                        .toList(),
                Map.of());
        PushSummary summary = client().push(index, List.of(amd64, arm64), reference("app:1"));
        assertThat(summary.digest()).isEqualTo(index.digest());
        assertThat(summary.sent().blobs()).isEqualTo(4);
        assertThat(server.asked("PUT", MANIFEST))
                .extracting(Asked::path)
                .containsExactly(
                        "/v2/app/manifests/" + amd64.digest(),
                        "/v2/app/manifests/" + arm64.digest(),
                        "/v2/app/manifests/1");
        assertThat(client().pull(direct("app:1"), Platform.of("linux", "arm64")))
                .isEqualTo(arm64);
    }

    @Test
    void layersThatWerePulledFromTheRegistryAreMounted() throws IOException {
        client().push(image("a", "b"), reference("base:1"));
        Image base = client().pull(reference("base:1"), Platform.LINUX_AMD64, cache("pull"));
        Image derived = Image.from(base).layer(layer("c", 10)).build();
        PushSummary summary = client().push(derived, reference("app:1"));
        assertThat(summary.mounted().blobs()).isEqualTo(2);
        assertThat(summary.sent().blobs()).isEqualTo(2);
        assertThat(server.asked("GET", "/v2/base/blobs/.*"))
                .extracting(Asked::path)
                .containsExactly("/v2/base/blobs/" + base.config().digest());
        assertPulled(derived, "app:1");
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 202, 400, 403, 404, 405})
    void whatIsNotMountedIsSent(int status) throws IOException {
        client().push(image("a"), reference("base:1"));
        Image base = client().pull(reference("base:1"), Platform.LINUX_AMD64);
        server.on("POST", UPLOADS, (asked, number) -> {
            if (!asked.query().startsWith("mount=")) {
                return ScriptedServer.FORWARD;
            }
            return status == 202
                    ? server.forward(new Asked("POST", asked.path(), "", asked.headers(), asked.body()))
                    : Answer.of(status).header("Location", "/v2/other/blobs/sha256:0");
        });
        PushSummary summary = client().push(base, reference("app:1"));
        assertThat(summary.mounted()).isEqualTo(BlobCount.NONE);
        assertThat(summary.sent().blobs()).isEqualTo(2);
        assertPulled(base, "app:1");
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503, 429, 408})
    void anUploadThatFailsForAWhileStartsAgain(int status) throws IOException {
        server.on("PUT", UPLOAD, (asked, number) -> number < 3 ? Answer.of(status) : ScriptedServer.FORWARD);
        Image image = image("a");
        client().push(image, reference("app:1"));
        assertPulled(image, "app:1");
    }

    @Test
    void aLostAnswerIsFoundOutByAHead() throws IOException {
        server.on("PUT", UPLOAD, (asked, number) -> {
            Answer answer = server.forward(asked);
            return number == 1 ? Answer.of(502) : answer;
        });
        server.on("PUT", MANIFEST, (asked, number) -> {
            Answer answer = server.forward(asked);
            return number == 1 ? Answer.of(502) : answer;
        });
        Image image = image("a");
        client().push(image, reference("app:1"));
        assertThat(server.asked("PUT", UPLOAD)).hasSize(2);
        assertThat(server.asked("PUT", MANIFEST)).hasSize(1);
        assertPulled(image, "app:1");
    }

    @Test
    void noEndOfFailureLeavesTheTagAlone() throws IOException {
        Image old = image("a");
        client().push(old, reference("app:1"));
        server.on("PUT", UPLOAD, Answer.of(503));
        assertThatThrownBy(() -> client().push(image("b"), reference("app:1")))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("503");
        assertPulled(old, "app:1");
    }

    @Test
    void aRegistryThatSaysItHasABlobAndHasNotIsSentItAfterAll() throws IOException {
        server.on("HEAD", BLOB, (asked, number) -> number <= 2 ? Answer.of(200) : ScriptedServer.FORWARD);
        Image image = image("a");
        PushSummary summary = client().push(image, reference("app:1"));
        assertThat(summary.sent().blobs()).isEqualTo(2);
        assertThat(summary.found()).isEqualTo(BlobCount.NONE);
        assertPulled(image, "app:1");
    }

    @Test
    void aRegistryThatWantsBlobsForEverIsAnError() throws IOException {
        server.on(
                "PUT",
                MANIFEST,
                Answer.of(404)
                        .body("{\"errors\":[{\"code\":\"MANIFEST_BLOB_UNKNOWN\",\"message\":\"where?\"}]}"
                                .getBytes(UTF_8)));
        Image image = image("a");
        assertThatThrownBy(() -> client().push(image, reference("app:1")))
                .isInstanceOfSatisfying(
                        RegistryException.class,
                        e -> assertThat(e.errors())
                                .containsExactly(new RegistryError("MANIFEST_BLOB_UNKNOWN", "where?")));
        assertThat(server.asked("PUT", MANIFEST)).hasSize(1);
    }

    @Test
    void aBlobOfAnotherSizeIsNotTheBlob() throws IOException {
        server.on("HEAD", BLOB, (asked, number) -> Answer.of(200).header("Content-Length", "1"));
        assertThat(client().push(image("a"), reference("app:1")).sent().blobs()).isEqualTo(2);
    }

    @Test
    void aRegistryThatStoresSomethingElseIsAnError() throws IOException {
        server.on("PUT", ".*", Answer.of(201).header("Docker-Content-Digest", "sha256:other"));
        assertThatThrownBy(() -> client().push(image("a"), reference("app:1")))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("the registry says sha256:other");
        assertThat(server.asked("PUT", MANIFEST)).isEmpty();
    }

    @Test
    void aTagThatLeadsElsewhereAfterThePushIsAnError() throws IOException {
        server.on("PUT", MANIFEST, Answer.of(201));
        server.on("HEAD", MANIFEST, Answer.of(200).header("Docker-Content-Digest", "sha256:other"));
        assertThatThrownBy(() -> client().push(image("a"), reference("app:1")))
                .hasMessageContaining("the registry now has sha256:other");
    }

    @Test
    void anUploadElsewhereGetsTheBytesButNotTheCredentials() throws IOException {
        try (ScriptedServer storage = ScriptedServer.start()) {
            storage.on("PUT", "/store", Answer.of(201));
            server.on("POST", UPLOADS, Answer.of(202).header("Location", storage.url("/store?_state=a%2Bb")));
            server.on(
                    "HEAD",
                    ".*",
                    (asked, number) -> asked.header("Authorization").isPresent()
                            ? Answer.of(404)
                            : Answer.of(401).header("WWW-Authenticate", "Basic realm=\"r\""));
            server.on(
                    "PUT",
                    MANIFEST,
                    Answer.of(201)
                            .header("Docker-Content-Digest", image("a").digest().toString()));
            RegistryClient client = builder()
                    .credentials(server.hostAndPort(), Credentials.of("joe", "s3cret"))
                    .build();
            client.push(image("a"), reference("app:1"));
            assertThat(storage.asked()).hasSize(2).allSatisfy(asked -> {
                assertThat(asked.header("Authorization")).isEmpty();
                assertThat(asked.query()).startsWith("_state=a%2Bb&digest=sha256");
                assertThat(asked.body().length()).isPositive();
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://storage.example.com/x", "ftp://localhost/x", ""})
    void anUploadGoesNowhereUnsafe(String location) {
        server.on(
                "POST",
                UPLOADS,
                location.isEmpty() ? Answer.of(202) : Answer.of(202).header("Location", location));
        assertThatThrownBy(() -> client().push(image("a"), reference("app:1")))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("POST " + server.url(UPLOADS));
    }

    @Test
    void aLayerThatChangedMeanwhileIsNeverPushed() throws IOException {
        Layer layer = layer("a", 10_000);
        Image image = Image.scratch().layer(layer).build();
        Path file =
                cache("build").folder().resolve("blobs/sha256/" + layer.digest().hex());
        byte[] bytes = Files.readAllBytes(file);
        bytes[5000]++;
        Files.write(file, bytes);
        assertThatThrownBy(() -> client().push(image, reference("app:1")))
                .isInstanceOf(IOException.class)
                .hasRootCauseInstanceOf(BlobMismatchException.class);
        assertThat(time.pauses()).isEmpty();
        assertThat(server.asked("PUT", MANIFEST)).isEmpty();
    }

    @Test
    void aTokenThatExpiresOnTheWayIsRenewed() throws IOException {
        server.on("GET", "/token", (asked, number) -> Answer.json("{\"token\":\"t" + number + "\"}"));
        server.on(
                "PUT",
                UPLOAD,
                (asked, number) -> asked.header("Authorization").equals(Optional.of("Bearer t2"))
                        ? ScriptedServer.FORWARD
                        : challenge());
        server.on(
                "HEAD",
                BLOB,
                (asked, number) -> asked.header("Authorization").isPresent() ? ScriptedServer.FORWARD : challenge());
        Image image = image("a");
        client().push(image, reference("app:1"));
        assertThat(server.asked("GET", "/token")).hasSize(2);
        assertPulled(image, "app:1");
    }

    private Answer challenge() {
        return Answer.of(401).header("WWW-Authenticate", "Bearer realm=\"" + server.url("/token") + "\"");
    }

    @Test
    void mountsAskForBothRepositories() throws IOException {
        client().push(image("a"), reference("base:1"));
        Image base = client().pull(reference("base:1"), Platform.LINUX_AMD64);
        server.on("GET", "/token", Answer.json("{\"token\":\"t\"}"));
        server.on(
                "HEAD",
                BLOB,
                (asked, number) -> asked.header("Authorization").isPresent() ? ScriptedServer.FORWARD : challenge());
        client().push(base, reference("app:1"));
        assertThat(server.asked("GET", "/token"))
                .extracting(Asked::query)
                .contains("scope=repository%3Aapp%3Apull%2Cpush&scope=repository%3Abase%3Apull");
    }

    @Test
    void blobsGoSideBySide() throws IOException {
        CyclicBarrier both = new CyclicBarrier(2);
        server.on("PUT", UPLOAD, (asked, number) -> {
            if (number <= 2) {
                meet(both);
            }
            return ScriptedServer.FORWARD;
        });
        client().push(image("a", "b"), reference("app:1"));
        assertThat(both.isBroken()).isFalse();
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException("the other upload did not come", e);
        }
    }
}
