package dev.dockdash.testregistry;

import static dev.dockdash.testregistry.HttpApi.bytes;
import static dev.dockdash.testregistry.HttpApi.errorCode;
import static dev.dockdash.testregistry.HttpApi.header;
import static dev.dockdash.testregistry.HttpApi.location;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.oci.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PushTest {

    private static final byte[] BLOB = bytes(100_000, 2);
    private static final Digest DIGEST = Digest.of(BLOB);

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
    void postThenPutStoresTheBlob() {
        HttpResponse<byte[]> session = api.post("/v2/web/blobs/uploads/");
        HttpResponse<byte[]> answer = api.put(location(session) + "?digest=" + DIGEST, BLOB);

        assertThat(session.statusCode()).isEqualTo(202);
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(location(answer)).isEqualTo("/v2/web/blobs/" + DIGEST);
        assertThat(header(answer, "Docker-Content-Digest")).isEqualTo(DIGEST.toString());
        assertThat(api.get(location(answer)).body()).isEqualTo(BLOB);
    }

    @Test
    void singlePostStoresTheBlob() {
        HttpResponse<byte[]> answer = api.post("/v2/web/blobs/uploads/?digest=" + DIGEST, BLOB);

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(api.get(location(answer)).body()).isEqualTo(BLOB);
    }

    @Test
    void bodyWithoutALengthIsStoredToo() {
        HttpResponse<byte[]> answer = api.send(
                "PUT",
                api.startUpload("web") + "?digest=" + DIGEST,
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(BLOB)));

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(api.get(location(answer)).body()).isEqualTo(BLOB);
    }

    @Test
    void blobThatIsThereIsTakenAgain() {
        api.pushBlob("web", BLOB);
        api.pushBlob("web", BLOB);

        assertThat(api.get("/v2/web/blobs/" + DIGEST).body()).isEqualTo(BLOB);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?digest-algorithm=sha512"})
    void blobIsStoredUnderItsSha512(String query) {
        Digest digest = HttpApi.sha512(BLOB);
        String upload = location(api.post("/v2/web/blobs/uploads/" + query));
        api.patch(upload, BLOB);

        assertThat(api.put(upload + "?digest=" + digest, new byte[0]).statusCode())
                .isEqualTo(201);
        HttpResponse<byte[]> answer = api.get("/v2/web/blobs/" + digest);
        assertThat(answer.body()).isEqualTo(BLOB);
        assertThat(header(answer, "Docker-Content-Digest")).isEqualTo(digest.toString());
        assertThat(api.get("/v2/web/blobs/" + DIGEST).statusCode()).isEqualTo(404);
    }

    @Test
    void blobOfAnotherDigestIsRefusedAndNotStored() {
        String upload = api.startUpload("web");

        HttpResponse<byte[]> answer = api.put(upload + "?digest=" + DIGEST, bytes("something else"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(errorCode(answer)).isEqualTo("DIGEST_INVALID");
        assertThat(HttpApi.text(answer))
                .contains(DIGEST.toString())
                .contains(Digest.of(bytes("something else")).toString());
        assertThat(api.get("/v2/web/blobs/" + DIGEST).statusCode()).isEqualTo(404);
        assertThat(api.get(upload).statusCode()).isEqualTo(404);
    }

    @Test
    void singlePostOfAnotherDigestIsRefused() {
        HttpResponse<byte[]> answer = api.post("/v2/web/blobs/uploads/?digest=" + DIGEST, bytes("something else"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(errorCode(answer)).isEqualTo("DIGEST_INVALID");
        assertThat(api.get("/v2/web/blobs/" + DIGEST).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?digest=", "?digest=sha256:short", "?digest=sha384:00", "?digest=%00"})
    void malformedDigestIsRefused(String query) {
        HttpResponse<byte[]> answer = api.put(api.startUpload("web") + query, BLOB);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(errorCode(answer)).isEqualTo("DIGEST_INVALID");
    }

    @Test
    void unknownDigestAlgorithmIsRefused() {
        HttpResponse<byte[]> answer = api.post("/v2/web/blobs/uploads/?digest-algorithm=md5");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(errorCode(answer)).isEqualTo("DIGEST_INVALID");
    }

    @Test
    void refusedPushMakesNoRepository() {
        api.put(api.startUpload("web") + "?digest=" + DIGEST, bytes("something else"));

        assertThat(errorCode(api.get("/v2/web/tags/list"))).isEqualTo("NAME_UNKNOWN");
    }

    @Test
    void parallelPushesOfOneAndOfManyBlobsAllArrive() {
        List<byte[]> blobs =
                IntStream.range(0, 8).mapToObj(seed -> bytes(50_000, seed)).toList();

        blobs.parallelStream().forEach(blob -> {
            api.pushBlob("web", BLOB);
            api.pushBlob("web", blob);
        });

        assertThat(api.get("/v2/web/blobs/" + DIGEST).body()).isEqualTo(BLOB);
        assertThat(blobs)
                .allSatisfy(blob -> assertThat(
                                api.get("/v2/web/blobs/" + Digest.of(blob)).body())
                        .isEqualTo(blob));
    }

    @Test
    void uploadCutInTheMiddleStoresNothingAndGoesOnWhereItWasCut() throws IOException {
        String upload = api.startUpload("web");
        try (Socket socket = new Socket("localhost", registry.uri().getPort())) {
            socket.getOutputStream()
                    .write(bytes("PUT %s?digest=%s HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n"
                            .formatted(upload, DIGEST, BLOB.length)));
            socket.getOutputStream().write(BLOB, 0, 40_000);
            socket.shutdownOutput();
            assertThat(socket.getInputStream().readAllBytes()).isEmpty();
        }

        assertThat(api.get("/v2/web/blobs/" + DIGEST).statusCode()).isEqualTo(404);
        assertThat(header(api.get(upload), "Range")).isEqualTo("0-39999");
        HttpResponse<byte[]> rest = api.put(
                upload + "?digest=" + DIGEST,
                Arrays.copyOfRange(BLOB, 40_000, BLOB.length),
                "Content-Range",
                "40000-99999");
        assertThat(rest.statusCode()).isEqualTo(201);
        assertThat(api.get("/v2/web/blobs/" + DIGEST).body()).isEqualTo(BLOB);
    }

    @Test
    void unknownSessionIsNotFound() {
        assertSessionIsGone("/v2/web/blobs/uploads/" + UUID.randomUUID());
    }

    @Test
    void sessionIsGoneAfterThePut() {
        String upload = api.startUpload("web");
        api.put(upload + "?digest=" + DIGEST, BLOB);

        assertSessionIsGone(upload);
    }

    @Test
    void cancelledSessionIsGone() {
        String upload = api.startUpload("web");
        api.patch(upload, BLOB);

        assertThat(api.delete(upload).statusCode()).isEqualTo(204);
        assertSessionIsGone(upload);
        assertThat(api.delete(upload).statusCode()).isEqualTo(404);
    }

    @Test
    void sessionOfOneRepositoryIsUnknownInAnother() {
        String upload = api.startUpload("web");

        assertSessionIsGone(upload.replace("/web/", "/other/"));
        assertThat(api.get(upload).statusCode()).isEqualTo(204);
    }

    private void assertSessionIsGone(String upload) {
        List<HttpResponse<byte[]>> answers = List.of(
                api.get(upload), api.patch(upload, bytes("x")), api.put(upload + "?digest=" + DIGEST, bytes("x")));
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(errorCode(answer)).isEqualTo("BLOB_UPLOAD_UNKNOWN");
        });
    }
}
