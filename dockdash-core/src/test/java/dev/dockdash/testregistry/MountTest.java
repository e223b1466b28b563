package dev.dockdash.testregistry;

import static dev.dockdash.testregistry.HttpApi.bytes;
import static dev.dockdash.testregistry.HttpApi.errorCode;
import static dev.dockdash.testregistry.HttpApi.header;
import static dev.dockdash.testregistry.HttpApi.location;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.oci.Digest;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MountTest {

    private static final byte[] BLOB = bytes("a blob");
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

    @ParameterizedTest
    @ValueSource(strings = {"&from=base/image", "&from=base%2Fimage", ""})
    void blobOfAnotherRepositoryIsMounted(String from) {
        api.pushBlob("base/image", BLOB);

        HttpResponse<byte[]> answer = api.post("/v2/web/blobs/uploads/?mount=" + DIGEST + from);

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(location(answer)).isEqualTo("/v2/web/blobs/" + DIGEST);
        assertThat(header(answer, "Docker-Content-Digest")).isEqualTo(DIGEST.toString());
        assertThat(api.get(location(answer)).body()).isEqualTo(BLOB);
    }

    @ParameterizedTest
    @ValueSource(strings = {"&from=base", "&from=never/pushed/to", "&from=NOT+A+NAME", "&from=", ""})
    void blobThatTheSourceLacksBecomesAnUpload(String from) {
        api.pushBlob("base", bytes("something else"));

        HttpResponse<byte[]> answer = api.post("/v2/web/blobs/uploads/?mount=" + DIGEST + from);

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(api.get("/v2/web/blobs/" + DIGEST).statusCode()).isEqualTo(404);
        assertThat(api.put(location(answer) + "?digest=" + DIGEST, BLOB).statusCode())
                .isEqualTo(201);
        assertThat(api.get("/v2/web/blobs/" + DIGEST).body()).isEqualTo(BLOB);
    }

    @Test
    void blobIsMountedFromTheNamedRepositoryOnly() {
        api.pushBlob("base", BLOB);
        api.pushBlob("other", bytes("something else"));

        assertThat(api.post("/v2/web/blobs/uploads/?mount=" + DIGEST + "&from=other")
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void mountedBlobOutlivesItsSource() {
        api.pushBlob("base", BLOB);
        api.post("/v2/web/blobs/uploads/?mount=" + DIGEST + "&from=base");
        api.post("/v2/web/blobs/uploads/?mount=" + DIGEST + "&from=base");

        api.delete("/v2/base/blobs/" + DIGEST);

        assertThat(api.get("/v2/web/blobs/" + DIGEST).body()).isEqualTo(BLOB);
    }

    @Test
    void malformedDigestIsRefused() {
        HttpResponse<byte[]> answer = api.post("/v2/web/blobs/uploads/?mount=sha256:short&from=base");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(errorCode(answer)).isEqualTo("DIGEST_INVALID");
    }
}
