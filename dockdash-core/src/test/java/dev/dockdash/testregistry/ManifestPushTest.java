package dev.dockdash.testregistry;

import static dev.dockdash.testregistry.HttpApi.bytes;
import static dev.dockdash.testregistry.HttpApi.errorCode;
import static dev.dockdash.testregistry.HttpApi.header;
import static dev.dockdash.testregistry.HttpApi.location;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.oci.Digest;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestPushTest {

    private static final Digest MISSING = Digest.of(bytes("missing"));

    private EmbeddedRegistry registry;
    private HttpApi api;
    private Digest config;
    private Digest layer;

    @BeforeEach
    void start() throws IOException {
        registry = EmbeddedRegistry.start();
        api = new HttpApi(registry);
        config = api.pushBlob("web", bytes("config"));
        layer = api.pushBlob("web", bytes("layer"));
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void manifestIsStoredUnderItsTagAndDigest() {
        byte[] manifest = Manifests.image(config, layer);

        HttpResponse<byte[]> answer = push("1.0", manifest);

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(header(answer, "Docker-Content-Digest"))
                .isEqualTo(Digest.of(manifest).toString());
        assertThat(api.get(location(answer)).body()).isEqualTo(manifest);
        assertThat(api.get("/v2/web/manifests/1.0").body()).isEqualTo(manifest);
        assertThat(answer.headers().map()).doesNotContainKeys("oci-subject", "oci-tag");
    }

    @Test
    void bytesComeBackAsTheyWerePushed() {
        byte[] manifest = ("\n  " + text(Manifests.image("\"x-new\": {\"b\": [1.50, \"\\u0000é\"]},", config)) + " \n")
                .getBytes(StandardCharsets.UTF_8);
        push("odd", manifest);

        assertThat(api.get("/v2/web/manifests/odd").body()).isEqualTo(manifest);
    }

    @Test
    void parametersOfTheContentTypeAreIgnored() {
        api.putManifest("web", "1", Manifests.image(config), Manifests.OCI_MANIFEST + "; charset=utf-8");

        assertThat(header(api.get("/v2/web/manifests/1"), "Content-Type")).isEqualTo(Manifests.OCI_MANIFEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {Manifests.DOCKER_LIST, Manifests.OCI_INDEX})
    void indexKeepsItsType(String mediaType) {
        Digest child = Digest.of(api.pushImage("web", "child"));
        byte[] index = Manifests.index("\"mediaType\": \"%s\",".formatted(mediaType), child);

        assertThat(api.putManifest("web", "all", index, mediaType).statusCode()).isEqualTo(201);
        assertThat(header(api.get("/v2/web/manifests/all"), "Content-Type")).isEqualTo(mediaType);
    }

    @Test
    void dockerManifestKeepsItsType() {
        api.putManifest("web", "docker", Manifests.image(config, layer), Manifests.DOCKER_MANIFEST);

        assertThat(header(api.get("/v2/web/manifests/docker"), "Content-Type")).isEqualTo(Manifests.DOCKER_MANIFEST);
    }

    @Test
    void typeComesFromTheDocumentWhenTheHeaderIsMissing() {
        byte[] manifest = Manifests.image("\"mediaType\": \"%s\",".formatted(Manifests.OCI_MANIFEST), config);

        api.put("/v2/web/manifests/1", manifest);

        assertThat(header(api.get("/v2/web/manifests/1"), "Content-Type")).isEqualTo(Manifests.OCI_MANIFEST);
    }

    @Test
    void nestedAndEmptyIndexesAreAccepted() {
        byte[] inner = Manifests.index();
        assertThat(api.putManifest("web", "inner", inner, Manifests.OCI_INDEX).statusCode())
                .isEqualTo(201);
        assertThat(api.putManifest("web", "outer", Manifests.index(Digest.of(inner)), Manifests.OCI_INDEX)
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void manifestWithoutItsConfigIsRefused() {
        assertMissing(push("1", Manifests.image(MISSING, layer)));
    }

    @Test
    void manifestWithoutALayerIsRefused() {
        assertMissing(push("1", Manifests.image(config, layer, MISSING)));
    }

    @Test
    void indexWithoutAManifestIsRefused() {
        assertMissing(api.putManifest("web", "1", Manifests.index(MISSING), Manifests.OCI_INDEX));
    }

    @Test
    void blobsOfAnotherRepositoryDoNotCount() {
        HttpResponse<byte[]> answer =
                api.putManifest("other", "1", Manifests.image(config, layer), Manifests.OCI_MANIFEST);

        assertThat(errorCode(answer)).isEqualTo("MANIFEST_BLOB_UNKNOWN");
        assertThat(errorCode(api.get("/v2/other/tags/list"))).isEqualTo("NAME_UNKNOWN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip",
                "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip"
            })
    void nonDistributableLayerNeedNotBeThere(String type) {
        byte[] manifest = bytes("{\"schemaVersion\": 2, \"config\": %s, \"layers\": [%s]}"
                .formatted(
                        Manifests.descriptor("application/vnd.oci.image.config.v1+json", config),
                        Manifests.descriptor(type, MISSING)));

        assertThat(push("windows", manifest).statusCode()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no JSON",
                "[]",
                "{}",
                "{\"schemaVersion\": 1, \"config\": CONFIG, \"layers\": []}",
                "{\"schemaVersion\": 2, \"layers\": []}",
                "{\"schemaVersion\": 2, \"config\": CONFIG, \"layers\": [{}]}",
                "{\"schemaVersion\": 2, \"config\": CONFIG, \"layers\": 1}",
                "{\"schemaVersion\": 2, \"config\": CONFIG, \"layers\": [], \"manifests\": []}",
                "{\"schemaVersion\": 2, \"config\": CONFIG, \"layers\": [], \"annotations\": {\"a\": 1}}",
                "{\"schemaVersion\": 2, \"config\": CONFIG, \"layers\": [], \"subject\": {\"digest\": \"sha256:a\"}}",
                "{\"schemaVersion\": 2, \"config\": CONFIG, \"config\": CONFIG, \"layers\": []}",
                "{\"schemaVersion\": 2, \"mediaType\": \"application/vnd.oci.image.index.v1+json\", \"manifests\": []}"
            })
    void invalidManifestIsRefusedAndMovesNoTag(String template) {
        byte[] good = Manifests.image(config);
        push("1", good);
        String descriptor = Manifests.descriptor("application/vnd.oci.image.config.v1+json", config);

        HttpResponse<byte[]> answer = push("1", bytes(template.replace("CONFIG", descriptor)));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(errorCode(answer)).isEqualTo("MANIFEST_INVALID");
        assertThat(api.get("/v2/web/manifests/1").body()).isEqualTo(good);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json", "text/plain", "application/vnd.docker.distribution.manifest.v1+json", "?"})
    void otherMediaTypesAreRefused(String type) {
        HttpResponse<byte[]> answer = api.putManifest("web", "1", Manifests.image(config), type);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(errorCode(answer)).isEqualTo("MANIFEST_INVALID");
    }

    @Test
    void indexWithLayersIsRefused() {
        byte[] both = Manifests.index("\"layers\": [],");

        assertThat(errorCode(api.putManifest("web", "1", both, Manifests.OCI_INDEX)))
                .isEqualTo("MANIFEST_INVALID");
    }

    @Test
    void manifestOfAnotherDigestIsRefusedAndNotStored() {
        byte[] manifest = Manifests.image(config);

        HttpResponse<byte[]> answer = push(MISSING.toString(), manifest);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(errorCode(answer)).isEqualTo("DIGEST_INVALID");
        assertThat(api.get("/v2/web/manifests/" + MISSING).statusCode()).isEqualTo(404);
        assertThat(api.get("/v2/web/manifests/" + Digest.of(manifest)).statusCode())
                .isEqualTo(404);
    }

    @Test
    void manifestIsStoredUnderItsSha512() {
        byte[] manifest = Manifests.image(config);
        String digest = HttpApi.sha512(manifest).toString();

        assertThat(push(digest, manifest).statusCode()).isEqualTo(201);
        HttpResponse<byte[]> answer = api.get("/v2/web/manifests/" + digest);
        assertThat(answer.body()).isEqualTo(manifest);
        assertThat(header(answer, "Docker-Content-Digest")).isEqualTo(digest);
    }

    @ParameterizedTest
    @ValueSource(strings = {".dot", "-dash", "a+b", "a%20b", "%C3%A9"})
    void malformedTagIsRefused(String tag) {
        HttpResponse<byte[]> answer = push(tag, Manifests.image(config));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(errorCode(answer)).isEqualTo("MANIFEST_INVALID");
    }

    @Test
    void tagMayHold128Characters() {
        String longest = "_" + "T".repeat(127);

        assertThat(push(longest, Manifests.image(config)).statusCode()).isEqualTo(201);
        assertThat(push(longest + "T", Manifests.image(config)).statusCode()).isEqualTo(400);
    }

    @Test
    void tagMovesAndTheOldManifestStays() {
        byte[] one = Manifests.image(config);
        byte[] two = Manifests.image(config, layer);
        push("1", one);
        push("1", two);

        assertThat(api.get("/v2/web/manifests/1").body()).isEqualTo(two);
        assertThat(api.get("/v2/web/manifests/" + Digest.of(one)).body()).isEqualTo(one);
    }

    @Test
    void tagParametersOfAPushByDigestSetTags() {
        byte[] manifest = Manifests.image(config);

        HttpResponse<byte[]> answer = push(Digest.of(manifest) + "?tag=1.2.3&tag=latest", manifest);

        assertThat(answer.headers().allValues("OCI-Tag")).containsExactly("1.2.3", "latest");
        assertThat(api.get("/v2/web/manifests/1.2.3").body()).isEqualTo(manifest);
        assertThat(api.get("/v2/web/manifests/latest").body()).isEqualTo(manifest);
    }

    @Test
    void malformedTagParameterStoresNothing() {
        byte[] manifest = Manifests.image(config);

        assertThat(push(Digest.of(manifest) + "?tag=good&tag=.bad", manifest).statusCode())
                .isEqualTo(400);
        assertThat(api.get("/v2/web/manifests/good").statusCode()).isEqualTo(404);
        assertThat(api.get("/v2/web/manifests/" + Digest.of(manifest)).statusCode())
                .isEqualTo(404);
    }

    @Test
    void manifestOf4MibIsAcceptedAndNotAByteMore() {
        byte[] shell = Manifests.image("\"annotations\": {\"a\": \"\"},", config);
        String padding = "A".repeat((4 << 20) - shell.length);

        byte[] largest = Manifests.image("\"annotations\": {\"a\": \"%s\"},".formatted(padding), config);
        byte[] larger = Manifests.image("\"annotations\": {\"a\": \"%sA\"},".formatted(padding), config);

        assertThat(push("largest", largest).statusCode()).isEqualTo(201);
        assertThat(api.get("/v2/web/manifests/largest").body()).isEqualTo(largest);
        assertThat(push("larger", larger).statusCode()).isEqualTo(413);
        assertThat(api.send(
                                "PUT",
                                "/v2/web/manifests/larger",
                                BodyPublishers.ofByteArrays(List.of(larger)),
                                "Content-Type",
                                Manifests.OCI_MANIFEST)
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void answerArrivesBeforeAMuchTooLargeManifestIsRead() {
        HttpResponse<byte[]> answer = push("huge", new byte[24 << 20]);

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(errorCode(answer)).isEqualTo("MANIFEST_INVALID");
        assertThat(api.get("/v2/").statusCode()).isEqualTo(200);
    }

    private HttpResponse<byte[]> push(String reference, byte[] manifest) {
        return api.putManifest("web", reference, manifest, Manifests.OCI_MANIFEST);
    }

    private void assertMissing(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(errorCode(answer)).isEqualTo("MANIFEST_BLOB_UNKNOWN");
        assertThat(HttpApi.text(answer)).contains(MISSING.toString());
        assertThat(api.get("/v2/web/manifests/1").statusCode()).isEqualTo(404);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
