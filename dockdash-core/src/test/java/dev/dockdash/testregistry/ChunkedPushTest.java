package dev.dockdash.testregistry;

import static dev.dockdash.testregistry.HttpApi.bytes;
import static dev.dockdash.testregistry.HttpApi.errorCode;
import static dev.dockdash.testregistry.HttpApi.header;
import static dev.dockdash.testregistry.HttpApi.location;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.oci.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkedPushTest {

    private static final byte[] BLOB = bytes(900, 3);
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
    void chunksAndAnEmptyPutStoreTheBlob() {
        String upload = api.startUpload("web");
        for (int start = 0; start < 900; start += 300) {
            HttpResponse<byte[]> answer = patch(upload, start, start + 300);
            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(header(answer, "Range")).isEqualTo("0-" + (start + 299));
            upload = location(answer);
        }

        assertThat(api.put(upload + "?digest=" + DIGEST, new byte[0]).statusCode())
                .isEqualTo(201);
        assertBlobIsStored();
    }

    @Test
    void lastChunkMayComeWithThePut() {
        String upload = api.startUpload("web");
        patch(upload, 0, 400);

        assertThat(put(upload, 400, 900).statusCode()).isEqualTo(201);
        assertBlobIsStored();
    }

    @Test
    void streamedPatchesNeedNoContentRange() {
        String upload = api.startUpload("web");
        HttpResponse<byte[]> answer =
                api.send("PATCH", upload, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(BLOB, 0, 500)));
        api.patch(upload, Arrays.copyOfRange(BLOB, 500, 900));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(header(answer, "Range")).isEqualTo("0-499");
        assertThat(api.put(upload + "?digest=" + DIGEST, new byte[0]).statusCode())
                .isEqualTo(201);
        assertBlobIsStored();
    }

    @Test
    void firstChunkMustBeginAtZero() {
        assertOutOfOrder(patch(api.startUpload("web"), 300, 600), "0-0");
    }

    @Test
    void chunkMustNotLeaveAGap() {
        String upload = api.startUpload("web");
        patch(upload, 0, 300);

        assertOutOfOrder(patch(upload, 301, 600), "0-299");
    }

    @Test
    void uploadGoesOnUndamagedAfterAChunkWasSentTwice() {
        String upload = api.startUpload("web");
        patch(upload, 0, 300);

        assertOutOfOrder(patch(upload, 0, 300), "0-299");
        assertThat(header(api.get(upload), "Range")).isEqualTo("0-299");
        assertThat(put(upload, 300, 900).statusCode()).isEqualTo(201);
        assertBlobIsStored();
    }

    @Test
    void lastChunkOutOfOrderLeavesTheSessionOpen() {
        String upload = api.startUpload("web");
        patch(upload, 0, 300);

        assertOutOfOrder(put(upload, 600, 900), "0-299");
        assertThat(put(upload, 300, 900).statusCode()).isEqualTo(201);
        assertBlobIsStored();
    }

    @Test
    void chunkOfAnotherLengthThanItsRangeIsRefused() {
        String upload = api.startUpload("web");
        patch(upload, 0, 300);

        HttpResponse<byte[]> answer = api.patch(upload, Arrays.copyOfRange(BLOB, 300, 600), "Content-Range", "300-899");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(errorCode(answer)).isEqualTo("SIZE_INVALID");
        assertThat(header(api.get(upload), "Range")).isEqualTo("0-299");
    }

    @Test
    void streamedChunkOfAnotherLengthThanItsRangeIsTakenBack() {
        String upload = api.startUpload("web");
        patch(upload, 0, 300);

        HttpResponse<byte[]> answer = api.send(
                "PATCH",
                upload,
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(BLOB, 300, 300)),
                "Content-Range",
                "300-899");

        assertThat(errorCode(answer)).isEqualTo("SIZE_INVALID");
        assertThat(header(api.get(upload), "Range")).isEqualTo("0-299");
        assertThat(put(upload, 300, 900).statusCode()).isEqualTo(201);
        assertBlobIsStored();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes 0-899/900", "0", "-899", "899-0", "0-99999999999999999999", "a-b"})
    void malformedContentRangeIsRefused(String range) {
        HttpResponse<byte[]> answer = api.patch(api.startUpload("web"), BLOB, "Content-Range", range);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(errorCode(answer)).isEqualTo("BLOB_UPLOAD_INVALID");
    }

    @Test
    void statusOfANewUploadIsTheEmptyRange() {
        String upload = api.startUpload("web");

        HttpResponse<byte[]> answer = api.get(upload);

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(location(answer)).isEqualTo(upload);
        assertThat(header(answer, "Range")).isEqualTo("0-0");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void interleavedUploadsDoNotMix() {
        byte[] other = bytes(900, 4);
        String one = api.startUpload("web");
        String two = api.startUpload("web");
        patch(one, 0, 300);
        api.patch(two, Arrays.copyOfRange(other, 0, 300), "Content-Range", "0-299");
        put(one, 300, 900);
        HttpResponse<byte[]> answer = api.put(
                two + "?digest=" + Digest.of(other), Arrays.copyOfRange(other, 300, 900), "Content-Range", "300-899");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(api.get(location(answer)).body()).isEqualTo(other);
        assertBlobIsStored();
    }

    private HttpResponse<byte[]> patch(String upload, int from, int to) {
        return api.patch(upload, Arrays.copyOfRange(BLOB, from, to), "Content-Range", from + "-" + (to - 1));
    }

    private HttpResponse<byte[]> put(String upload, int from, int to) {
        return api.put(
                upload + "?digest=" + DIGEST,
                Arrays.copyOfRange(BLOB, from, to),
                "Content-Range",
                from + "-" + (to - 1));
    }

    private void assertBlobIsStored() {
        assertThat(api.get("/v2/web/blobs/" + DIGEST).body()).isEqualTo(BLOB);
    }

    private static void assertOutOfOrder(HttpResponse<byte[]> answer, String range) {
        assertThat(answer.statusCode()).isEqualTo(416);
        assertThat(errorCode(answer)).isEqualTo("BLOB_UPLOAD_INVALID");
        assertThat(header(answer, "Range")).isEqualTo(range);
    }
}
