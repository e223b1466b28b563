package dev.dockdash.testregistry;

import static dev.dockdash.testregistry.HttpApi.bytes;
import static dev.dockdash.testregistry.HttpApi.errorCode;
import static dev.dockdash.testregistry.HttpApi.header;
import static dev.dockdash.testregistry.HttpApi.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.internal.json.JsonObject;
import dev.dockdash.oci.Digest;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReferrersTest {

    private static final Digest SUBJECT = Digest.of(bytes("not pushed yet"));

    private EmbeddedRegistry registry;
    private HttpApi api;
    private Digest config;

    @BeforeEach
    void start() throws IOException {
        registry = EmbeddedRegistry.start();
        api = new HttpApi(registry);
        config = api.pushBlob("web", bytes("config"));
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void pushSaysThatTheSubjectWasUnderstood() {
        byte[] referrer = Manifests.image(Manifests.subject(SUBJECT), config);

        assertThat(header(api.putManifest("web", "1", referrer, Manifests.OCI_MANIFEST), "OCI-Subject"))
                .isEqualTo(SUBJECT.toString());
    }

    @Test
    void referrerIsListedWithItsTypeSizeAndAnnotations() {
        byte[] referrer =
                push("\"artifactType\": \"application/x.sbom\", \"annotations\": {\"b\": \"1\", \"a\": \"2\"},");

        HttpResponse<byte[]> answer = api.get("/v2/web/referrers/" + SUBJECT);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Type")).isEqualTo(Manifests.OCI_INDEX);
        assertThat(json(answer).requiredNumber("schemaVersion")).isEqualTo(2);
        assertThat(json(answer).requiredText("mediaType")).isEqualTo(Manifests.OCI_INDEX);
        assertThat(manifests(answer)).singleElement().satisfies(descriptor -> {
            assertThat(descriptor.requiredText("mediaType")).isEqualTo(Manifests.OCI_MANIFEST);
            assertThat(descriptor.requiredText("digest"))
                    .isEqualTo(Digest.of(referrer).toString());
            assertThat(descriptor.requiredNumber("size")).isEqualTo(referrer.length);
            assertThat(descriptor.text("artifactType")).contains("application/x.sbom");
            assertThat(descriptor.textMap("annotations")).isEqualTo(Map.of("a", "2", "b", "1"));
        });
    }

    @Test
    void imageWithoutArtifactTypeIsListedWithTheTypeOfItsConfig() {
        push("");

        assertThat(manifests(api.get("/v2/web/referrers/" + SUBJECT)))
                .singleElement()
                .satisfies(descriptor -> {
                    assertThat(descriptor.text("artifactType")).contains("application/vnd.oci.image.config.v1+json");
                    assertThat(descriptor.has("annotations")).isFalse();
                });
    }

    @Test
    void indexWithoutArtifactTypeIsListedWithoutOne() {
        byte[] index = Manifests.index(Manifests.subject(SUBJECT));
        api.putManifest("web", Digest.of(index).toString(), index, Manifests.OCI_INDEX);

        assertThat(manifests(api.get("/v2/web/referrers/" + SUBJECT)))
                .singleElement()
                .satisfies(
                        descriptor -> assertThat(descriptor.has("artifactType")).isFalse());
    }

    @Test
    void filterKeepsOneArtifactType() {
        push("\"artifactType\": \"application/x.sbom+json\",");
        push("\"artifactType\": \"application/x.signature\",");

        for (String type : new String[] {"application/x.sbom+json", "application%2Fx.sbom%2Bjson"}) {
            HttpResponse<byte[]> answer = api.get("/v2/web/referrers/" + SUBJECT + "?artifactType=" + type);
            assertThat(manifests(answer))
                    .extracting(descriptor -> descriptor.requiredText("artifactType"))
                    .containsExactly("application/x.sbom+json");
            assertThat(header(answer, "OCI-Filters-Applied")).isEqualTo("artifactType");
        }
    }

    @Test
    void unfilteredListIsInTheOrderOfThePushes() {
        push("\"artifactType\": \"application/x.two\",");
        push("\"artifactType\": \"application/x.one\",");

        HttpResponse<byte[]> answer = api.get("/v2/web/referrers/" + SUBJECT);

        assertThat(manifests(answer))
                .extracting(descriptor -> descriptor.requiredText("artifactType"))
                .containsExactly("application/x.two", "application/x.one");
        assertThat(answer.headers().firstValue("OCI-Filters-Applied")).isEmpty();
    }

    @Test
    void deletedReferrerIsListedNoMore() {
        byte[] referrer = push("");
        api.delete("/v2/web/manifests/" + Digest.of(referrer));

        assertThat(manifests(api.get("/v2/web/referrers/" + SUBJECT))).isEmpty();
    }

    @Test
    void referrersOfOneRepositoryAreNotListedInAnother() {
        push("");
        api.pushBlob("other", bytes("blob"));

        for (String repository : new String[] {"other", "never/pushed/to"}) {
            HttpResponse<byte[]> answer = api.get("/v2/" + repository + "/referrers/" + SUBJECT);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(manifests(answer)).isEmpty();
            assertThat(json(answer).has("manifests")).isTrue();
        }
    }

    @Test
    void malformedDigestIsRefused() {
        HttpResponse<byte[]> answer = api.get("/v2/web/referrers/sha256:bad");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(errorCode(answer)).isEqualTo("DIGEST_INVALID");
    }

    private byte[] push(String moreFields) {
        byte[] referrer = Manifests.image(moreFields + Manifests.subject(SUBJECT), config);
        String digest = Digest.of(referrer).toString();
        assertThat(api.putManifest("web", digest, referrer, Manifests.OCI_MANIFEST)
                        .statusCode())
                .isEqualTo(201);
        return referrer;
    }

    private static List<JsonObject> manifests(HttpResponse<byte[]> answer) {
        return json(answer).objects("manifests");
    }
}
