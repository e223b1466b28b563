package dev.dockdash.testregistry;

import static dev.dockdash.testregistry.HttpApi.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import dev.dockdash.oci.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RecordedRequestsTest {

    private static final Duration LONG = Duration.ofSeconds(50);

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
    void pushAndPullAreRecordedInTheirOrderWithTheirBytes() {
        byte[] blob = bytes(100_000, 1);
        Digest digest = api.pushBlob("team/web", blob);
        api.get("/v2/team/web/blobs/" + digest, "Range", "bytes=0-9");
        api.head("/v2/team/web/blobs/" + digest);

        assertThat(registry.requests())
                .extracting(
                        RecordedRequest::method,
                        RecordedRequest::status,
                        RecordedRequest::requestBytes,
                        RecordedRequest::responseBytes)
                .containsExactly(
                        tuple("POST", 202, 0L, 0L),
                        tuple("PUT", 201, 100_000L, 0L),
                        tuple("GET", 206, 0L, 10L),
                        tuple("HEAD", 200, 0L, 0L));
        RecordedRequest put = registry.requests().get(1);
        assertThat(put.number()).isEqualTo(1);
        assertThat(put.path()).startsWith("/v2/team/web/blobs/uploads/");
        assertThat(put.query()).isEqualTo("digest=" + digest);
        assertThat(put.header("content-LENGTH")).hasValue("100000");
        assertThat(put).hasToString("1: PUT " + put.path() + "?digest=" + digest + " -> 201 (100000 bytes in, 0 out)");
    }

    @Test
    void requestIsThereWhenItsAnswerIs() {
        byte[] blob = bytes(1000, 1);
        Digest digest = api.pushBlob("web", blob);
        for (int i = 2; i < 500; i += 2) {
            api.get("/v2/web/blobs/" + digest);
            assertThat(registry.requests()).hasSize(i + 1);
            assertThat(registry.requests().get(i).responseBytes()).isEqualTo(1000);
            api.head("/v2/web/blobs/" + digest);
            assertThat(registry.requests()).hasSize(i + 2);
        }
    }

    @Test
    void bodyWithoutALengthIsCounted() {
        api.send(
                "POST",
                "/v2/web/blobs/uploads/?digest=" + Digest.of(bytes("body")),
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes("body"))));

        assertThat(registry.requests())
                .singleElement()
                .extracting(RecordedRequest::requestBytes)
                .isEqualTo(4L);
    }

    @Test
    void refusedRequestsAreRecordedToo() {
        api.get("/v2/web/manifests/missing");
        api.get("/elsewhere");

        assertThat(registry.requests()).extracting(RecordedRequest::status).containsExactly(404, 404);
        assertThat(registry.requests().get(0).responseBytes()).isPositive();
    }

    @Test
    void credentialsAreNotRecorded() {
        api.basic("alice", "secret").get("/v2/", "Cookie", "session=secret", "X-Other", "other");

        assertThat(registry.requests()).singleElement().satisfies(request -> {
            assertThat(request.headers()).doesNotContainKeys("Authorization", "cookie");
            assertThat(request.header("x-other")).hasValue("other");
            assertThat(request.header("x-missing")).isEmpty();
            assertThat(request.authentication()).hasValue("Basic");
        });
    }

    @Test
    void listIsASnapshot() {
        List<RecordedRequest> before = registry.requests();
        api.get("/v2/");

        assertThat(before).isEmpty();
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> registry.requests().clear());
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> registry.requests().get(0).headers().clear());
    }

    @Test
    void requestThatWasMadeIsFoundAtOnce() throws Exception {
        api.get("/v2/");
        api.get("/v2/web/tags/list");

        assertThat(registry.awaitRequest(request -> request.matches("GET", "/v2/**/tags/list"), Duration.ZERO)
                        .number())
                .isEqualTo(1);
    }

    @Test
    void requestThatIsYetToComeIsWaitedFor() throws Exception {
        CompletableFuture<RecordedRequest> waiting = CompletableFuture.supplyAsync(() -> await("/v2/web/tags/list"));
        api.get("/v2/other/tags/list");
        api.get("/v2/web/tags/list");

        assertThat(waiting.get().path()).isEqualTo("/v2/web/tags/list");
    }

    @Test
    void requestThatNeverComesIsAnErrorThatShowsTheLatest() {
        IntStream.range(0, 12).forEach(index -> api.get("/v2/repository" + index + "/tags/list"));

        assertThatExceptionOfType(TimeoutException.class)
                .isThrownBy(() -> registry.awaitRequest(request -> false, Duration.ofMillis(1)))
                .withMessageStartingWith("No such request was served within PT0.001S, the latest of 12 were:")
                .withMessageContaining("11: GET /v2/repository11/tags/list -> 404 (0 bytes in, ")
                .withMessageContaining("2: GET /v2/repository2/tags/list")
                .withMessageNotContaining("/repository1/");
    }

    @Test
    void requestWhoseClientLeftHasNoStatus() throws Exception {
        String upload = api.startUpload("web");
        try (Socket socket = new Socket("localhost", registry.uri().getPort())) {
            socket.getOutputStream()
                    .write(bytes("PATCH " + upload + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nabc"));
        }

        RecordedRequest patch =
                registry.awaitRequest(request -> request.method().equals("PATCH"), LONG);

        assertThat(patch.status()).isZero();
        assertThat(patch.requestBytes()).isEqualTo(3);
    }

    @Test
    void requestsMatchByMethodAndPattern() {
        api.get("/v2/team/web/tags/list");
        RecordedRequest request = registry.requests().get(0);

        assertThat(request.matches("GET", "/v2/team/*/tags/list")).isTrue();
        assertThat(request.matches("*", "/v2/**")).isTrue();
        assertThat(request.matches("HEAD", "/v2/**")).isFalse();
        assertThat(request.matches("GET", "/v2/*/tags/list")).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> request.matches("GET", "/v2/["));
    }

    private RecordedRequest await(String path) {
        try {
            return registry.awaitRequest(request -> request.path().equals(path), LONG);
        } catch (InterruptedException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }
}
