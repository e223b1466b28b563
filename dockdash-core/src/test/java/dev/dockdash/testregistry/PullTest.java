package dev.dockdash.testregistry;

import static dev.dockdash.testregistry.HttpApi.bytes;
import static dev.dockdash.testregistry.HttpApi.errorCode;
import static dev.dockdash.testregistry.HttpApi.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.oci.Digest;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PullTest {

    private static final byte[] BLOB = bytes(2048, 1);

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
    void rootAnswersThatTheApiIsSupported() {
        HttpResponse<byte[]> answer = api.get("/v2/");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Docker-Distribution-API-Version")).isEqualTo("registry/2.0");
    }

    @Test
    void getBlobGivesItsBytesDigestAndLength() {
        Digest digest = api.pushBlob("web", BLOB);

        HttpResponse<byte[]> answer = api.get("/v2/web/blobs/" + digest);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(BLOB);
        assertThat(header(answer, "Content-Length")).isEqualTo("2048");
        assertThat(header(answer, "Content-Type")).isEqualTo("application/octet-stream");
        assertThat(header(answer, "Docker-Content-Digest")).isEqualTo(digest.toString());
    }

    @Test
    void headBlobGivesItsLengthWithoutABody() {
        Digest digest = api.pushBlob("web", BLOB);

        HttpResponse<byte[]> answer = api.head("/v2/web/blobs/" + digest, "Range", "bytes=0-9");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(header(answer, "Content-Length")).isEqualTo("2048");
        assertThat(header(answer, "Docker-Content-Digest")).isEqualTo(digest.toString());
    }

    @Test
    void emptyBlobHasALengthOfZero() {
        Digest digest = api.pushBlob("web", new byte[0]);

        HttpResponse<byte[]> answer = api.get("/v2/web/blobs/" + digest);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(header(answer, "Content-Length")).isEqualTo("0");
    }

    @Test
    void missingBlobIsUnknown() {
        Digest digest = Digest.of(BLOB);

        HttpResponse<byte[]> answer = api.get("/v2/web/blobs/" + digest);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(errorCode(answer)).isEqualTo("BLOB_UNKNOWN");
        assertThat(HttpApi.text(answer)).contains(digest.toString()).contains("web");
        assertThat(api.head("/v2/web/blobs/" + digest).statusCode()).isEqualTo(404);
    }

    @Test
    void blobOfOneRepositoryIsUnknownInAnother() {
        Digest digest = api.pushBlob("team/web", BLOB);
        api.pushBlob("team", bytes("other"));

        assertThat(api.get("/v2/team/blobs/" + digest).statusCode()).isEqualTo(404);
        assertThat(api.head("/v2/team/web/more/blobs/" + digest).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha256:short", "md5:d41d8cd98f00b204e9800998ecf8427e", "nothing", "sha256:", ":"})
    void malformedDigestOfABlobIsRefused(String digest) {
        HttpResponse<byte[]> answer = api.get("/v2/web/blobs/" + digest);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(errorCode(answer)).isEqualTo("DIGEST_INVALID");
    }

    @Test
    void colonOfADigestMayBePercentEncoded() {
        Digest digest = api.pushBlob("web", BLOB);

        assertThat(api.get("/v2/web/blobs/sha256%3A" + digest.hex()).body()).isEqualTo(BLOB);
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=500-1499, 500, 1500",
        "bytes=500-, 500, 2048",
        "bytes=-500, 1548, 2048",
        "bytes=2000-5000, 2000, 2048",
        "bytes=0-0, 0, 1",
        "bytes=-5000, 0, 2048"
    })
    void rangeGivesThatPartOfTheBlob(String range, int from, int to) {
        Digest digest = api.pushBlob("web", BLOB);

        HttpResponse<byte[]> answer = api.get("/v2/web/blobs/" + digest, "Range", range);

        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(BLOB, from, to));
        assertThat(header(answer, "Content-Range")).isEqualTo("bytes %d-%d/2048".formatted(from, to - 1));
        assertThat(header(answer, "Content-Length")).isEqualTo(String.valueOf(to - from));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=2048-", "bytes=5000-10000", "bytes=-0"})
    void rangeOutsideTheBlobIsNotSatisfiable(String range) {
        Digest digest = api.pushBlob("web", BLOB);

        HttpResponse<byte[]> answer = api.get("/v2/web/blobs/" + digest, "Range", range);

        assertThat(answer.statusCode()).isEqualTo(416);
        assertThat(header(answer, "Content-Range")).isEqualTo("bytes */2048");
        assertThat(errorCode(answer)).isEqualTo("SIZE_INVALID");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=500-0", "bytes=0-1,5-6", "bytes=-", "lines=1-2", "bytes=99999999999999999999-"})
    void rangeThatIsNotUnderstoodIsIgnored(String range) {
        Digest digest = api.pushBlob("web", BLOB);

        HttpResponse<byte[]> answer = api.get("/v2/web/blobs/" + digest, "Range", range);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(BLOB);
    }

    @Test
    void rangeAppliesOnlyIfTheEntityTagIsTheBlobs() {
        String path = "/v2/web/blobs/" + api.pushBlob("web", BLOB);
        String entityTag = header(api.head(path), "ETag");

        assertThat(api.get(path, "Range", "bytes=0-9", "If-Range", entityTag).statusCode())
                .isEqualTo(206);
        assertThat(api.get(path, "Range", "bytes=0-9", "If-Range", "\"other\"").statusCode())
                .isEqualTo(200);
    }

    @Test
    void manifestComesBackByTagAndByDigest() {
        byte[] manifest = api.pushImage("web", "1.0");
        Digest digest = Digest.of(manifest);

        for (String reference : new String[] {"1.0", digest.toString()}) {
            HttpResponse<byte[]> answer = api.get("/v2/web/manifests/" + reference);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(manifest);
            assertThat(header(answer, "Content-Type")).isEqualTo(Manifests.OCI_MANIFEST);
            assertThat(header(answer, "Docker-Content-Digest")).isEqualTo(digest.toString());

            HttpResponse<byte[]> head = api.head("/v2/web/manifests/" + reference);
            assertThat(head.body()).isEmpty();
            assertThat(header(head, "Content-Length")).isEqualTo(String.valueOf(manifest.length));
            assertThat(header(head, "Content-Type")).isEqualTo(Manifests.OCI_MANIFEST);
        }
    }

    @Test
    void missingManifestIsUnknown() {
        api.pushImage("web", "1");

        for (String reference : new String[] {"2", Digest.of(BLOB).toString(), ".INVALID", "t".repeat(129)}) {
            HttpResponse<byte[]> answer = api.get("/v2/web/manifests/" + reference);
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(errorCode(answer)).isEqualTo("MANIFEST_UNKNOWN");
            assertThat(api.head("/v2/web/manifests/" + reference).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void manifestOfARepositoryThatWasNeverPushedToIsUnknown() {
        HttpResponse<byte[]> answer = api.get("/v2/no/such/manifests/latest");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(errorCode(answer)).isEqualTo("NAME_UNKNOWN");
    }

    @Test
    void malformedDigestOfAManifestIsRefused() {
        HttpResponse<byte[]> answer = api.get("/v2/web/manifests/sha256:totallywrong");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(errorCode(answer)).isEqualTo("DIGEST_INVALID");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPPER/case",
                "a//b",
                "-a",
                "a-",
                "a..b",
                "a___b",
                "a/_b",
                "..",
                "a/../b",
                "a/%2e%2e/b",
                "a%2Fb",
                "a%5cb",
                "a%00b",
                "a%20b",
                "a%252e"
            })
    void malformedRepositoryNameIsRefused(String name) {
        HttpResponse<byte[]> answer = api.get("/v2/" + name + "/manifests/latest");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(errorCode(answer)).isEqualTo("NAME_INVALID");
    }

    @Test
    void repositoryNameMayHold255Characters() {
        String longest = "a".repeat(255);
        api.pushImage(longest, "1");

        assertThat(api.get("/v2/" + longest + "/manifests/1").statusCode()).isEqualTo(200);
        assertThat(errorCode(api.get("/v2/" + longest + "a/manifests/1"))).isEqualTo("NAME_INVALID");
    }

    @Test
    void repositoryMayBeNamedLikeAPartOfTheApi() {
        byte[] manifest = api.pushImage("a/manifests/blobs/uploads", "tags");

        assertThat(api.get("/v2/a/manifests/blobs/uploads/manifests/tags").body())
                .isEqualTo(manifest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/v1/", "/v2/web", "/v2/web/blobs/", "/v2/web/tags/list/", "/v2/_catalog"})
    void pathOutsideTheApiIsNotFound(String path) {
        HttpResponse<byte[]> answer = api.get(path);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(errorCode(answer)).isEqualTo("UNSUPPORTED");
    }

    @Test
    void methodThatAResourceLacksIsNotAllowed() {
        HttpResponse<byte[]> answer = api.post("/v2/web/tags/list");

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(errorCode(answer)).isEqualTo("UNSUPPORTED");
        assertThat(header(answer, "Allow")).isEqualTo("GET, HEAD");
    }
}
