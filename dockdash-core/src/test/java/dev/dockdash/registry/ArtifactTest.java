package dev.dockdash.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockdash.blob.Blob;
import dev.dockdash.image.Image;
import dev.dockdash.internal.json.JsonObject;
import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.ImageManifest;
import dev.dockdash.oci.MediaType;
import dev.dockdash.registry.ScriptedServer.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactTest extends ForwardingTest {

    private static final MediaType TEXT = new MediaType("text/plain");

    private final RegistryClient client = builder().build();
    private Image subject;

    @BeforeEach
    void pushSubject() throws IOException {
        subject = image("a");
        client.push(subject, reference("app:1"));
    }

    private static Descriptor descriptor(MediaType type, Blob blob) {
        return Descriptor.of(type, blob.digest(), blob.size());
    }

    private static Blob text(String text) {
        return Blob.of(text.getBytes(UTF_8));
    }

    /** Returns an artifact of one text that refers to the subject. */
    private ImageManifest artifact(String type, String text) {
        ImageManifest plain = ImageManifest.of(
                descriptor(MediaType.OCI_EMPTY, text("{}")), List.of(descriptor(TEXT, text(text))), Map.of("k", "v"));
        JsonObject subjectJson = JsonObject.empty("subject")
                .edit()
                .text("mediaType", subject.manifest().mediaType().value())
                .text("digest", subject.digest().toString())
                .number("size", subject.manifest().descriptor().size())
                .build();
        return ImageManifest.parse(JsonObject.parse(plain.toBytes(), "manifest")
                .edit()
                .text("artifactType", type)
                .object("subject", subjectJson)
                .build()
                .toBytes());
    }

    private void withoutReferrersApi() {
        server.on("GET", "/v2/app/referrers/.*", Answer.of(404));
        server.on("PUT", "/v2/app/manifests/.*", (asked, number) -> {
            Answer answer = server.forward(asked);
            return Answer.of(answer.status())
                    .header(
                            "Docker-Content-Digest",
                            Digest.of(asked.text().getBytes(UTF_8)).toString());
        });
    }

    @Test
    void anArtifactIsPushedAndHadAgain() throws IOException {
        ImageManifest artifact = artifact("example/sig", "hello");
        PushSummary summary = client.pushArtifact(artifact, List.of(text("hello")), reference("app:sig"));
        assertThat(summary.sent().blobs()).isEqualTo(2);
        assertThat(client.manifest(direct("app:sig"))).isEqualTo(artifact);
        try (InputStream in =
                client.blob(direct("app"), artifact.layers().get(0)).open()) {
            assertThat(in.readAllBytes()).asString(UTF_8).isEqualTo("hello");
        }
    }

    @Test
    void theEmptyBlobIsSentOnceThoughItIsConfigAndLayer() throws IOException {
        Descriptor empty = descriptor(MediaType.OCI_EMPTY, text("{}"));
        ImageManifest manifest = ImageManifest.of(empty, List.of(empty), Map.of());
        PushSummary summary = client.pushArtifact(manifest, List.of(), reference("app:empty"));
        assertThat(summary.sent()).isEqualTo(new BlobCount(1, 2));
        assertThat(summary.found()).isEqualTo(BlobCount.NONE);
    }

    @Test
    void aBlobThatIsNotGivenIsNamed() {
        ImageManifest artifact = artifact("example/sig", "hello");
        assertThatThrownBy(() -> client.pushArtifact(artifact, List.of(), reference("app:sig")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text("hello").digest().toString());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void referrersAreListedWithAndWithoutTheRegistrysHelp(boolean supported) throws IOException {
        if (!supported) {
            withoutReferrersApi();
        }
        ImageManifest one = artifact("example/one", "1");
        ImageManifest two = artifact("example/two", "2");
        for (ImageManifest manifest : List.of(one, two, one)) {
            String text = manifest.equals(one) ? "1" : "2";
            client.pushArtifact(manifest, List.of(text(text)), reference("app@" + manifest.digest()));
        }
        assertThat(client.referrers(reference("app:1")))
                .extracting(Descriptor::digest)
                .containsExactlyInAnyOrder(one.digest(), two.digest());
        assertThat(client.referrers(reference("app@" + subject.digest()), "example/two"))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.digest()).isEqualTo(two.digest());
                    assertThat(found.artifactType()).contains("example/two");
                    assertThat(found.annotations()).containsEntry("k", "v");
                });
        boolean fallback = client.tags(reference("app"))
                .contains("sha256-" + subject.digest().hex());
        assertThat(fallback).isEqualTo(!supported);
    }

    @Test
    void noReferrersAreNone() throws IOException {
        assertThat(client.referrers(reference("app:1"))).isEmpty();
        withoutReferrersApi();
        assertThat(client.referrers(reference("app:1"))).isEmpty();
        server.on("GET", "/v2/app/referrers/.*", Answer.json("{\"schemaVersion\":2,\"manifests\":null}"));
        assertThat(client.referrers(reference("app:1"))).isEmpty();
    }

    @Test
    void theStandInTagIsCutToItsLength() {
        Digest sha512 = Digest.parse("sha512:" + "a".repeat(128));
        assertThat(Referrers.fallbackTag(sha512)).isEqualTo("sha512-" + "a".repeat(64));
    }

    @Test
    void tagsManifestsAndBlobsAreDeleted() throws IOException {
        client.push(subject, reference("app:2"));
        client.deleteTag(reference("app:1"));
        assertThat(client.tags(reference("app"))).containsExactly("2");
        client.deleteBlob(reference("app"), subject.config().digest());
        client.deleteManifest(reference("app@" + subject.digest()));
        assertThat(client.tags(reference("app"))).isEmpty();
        assertThatThrownBy(() -> client.deleteTag(reference("app:2")))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("may not be set up to delete");
        assertThatThrownBy(() -> client.deleteManifest(reference("app:2")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected a digest");
    }
}
