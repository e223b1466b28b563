package dev.dockdash.testregistry;

import static dev.dockdash.testregistry.HttpApi.bytes;
import static dev.dockdash.testregistry.HttpApi.errorCode;
import static dev.dockdash.testregistry.HttpApi.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.oci.Digest;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeletionTest {

    private static final byte[] BLOB = bytes("a blob");
    private static final Digest DIGEST = Digest.of(BLOB);

    @TempDir
    private Path directory;

    private EmbeddedRegistry registry;
    private HttpApi api;

    @BeforeEach
    void start() throws IOException {
        registry = EmbeddedRegistry.builder().directory(directory).start();
        api = new HttpApi(registry);
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void deletedTagIsGoneAndItsManifestStays() {
        byte[] manifest = api.pushImage("web", "gone");
        api.putManifest("web", "stays", manifest, Manifests.OCI_MANIFEST);

        assertThat(api.delete("/v2/web/manifests/gone").statusCode()).isEqualTo(202);
        assertThat(api.get("/v2/web/manifests/gone").statusCode()).isEqualTo(404);
        assertThat(api.get("/v2/web/manifests/stays").body()).isEqualTo(manifest);
        assertThat(api.get("/v2/web/manifests/" + Digest.of(manifest)).body()).isEqualTo(manifest);
        assertThat(json(api.get("/v2/web/tags/list")).texts("tags")).containsExactly("stays");
    }

    @Test
    void deletedManifestIsGoneWithAllItsTags() {
        byte[] manifest = api.pushImage("web", "x");
        api.putManifest("web", "y", manifest, Manifests.OCI_MANIFEST);
        api.pushImage("web", "other");

        assertThat(api.delete("/v2/web/manifests/" + Digest.of(manifest)).statusCode())
                .isEqualTo(202);
        for (String reference : new String[] {"x", "y", Digest.of(manifest).toString()}) {
            assertThat(api.get("/v2/web/manifests/" + reference).statusCode()).isEqualTo(404);
            assertThat(api.delete("/v2/web/manifests/" + reference).statusCode())
                    .isEqualTo(404);
        }
        assertThat(json(api.get("/v2/web/tags/list")).texts("tags")).containsExactly("other");
    }

    @Test
    void deletedBlobIsGoneUntilItIsPushedAgain() {
        api.pushBlob("web", BLOB);

        assertThat(api.delete("/v2/web/blobs/" + DIGEST).statusCode()).isEqualTo(202);
        assertThat(api.get("/v2/web/blobs/" + DIGEST).statusCode()).isEqualTo(404);
        HttpResponse<byte[]> again = api.delete("/v2/web/blobs/" + DIGEST);
        assertThat(again.statusCode()).isEqualTo(404);
        assertThat(errorCode(again)).isEqualTo("BLOB_UNKNOWN");

        api.pushBlob("web", BLOB);
        assertThat(api.get("/v2/web/blobs/" + DIGEST).body()).isEqualTo(BLOB);
    }

    @Test
    void blobStaysInOtherRepositories() {
        api.pushBlob("web", BLOB);
        api.pushBlob("web", BLOB);
        api.pushBlob("other", BLOB);

        api.delete("/v2/web/blobs/" + DIGEST);

        assertThat(api.get("/v2/other/blobs/" + DIGEST).body()).isEqualTo(BLOB);
    }

    @Test
    void nothingStaysOnDiskAfterTheLastHolder() throws IOException {
        byte[] manifest = api.pushImage("web", "1");
        api.pushImage("web", "1");
        api.putManifest("web", "2", manifest, Manifests.OCI_MANIFEST);
        api.post("/v2/other/blobs/uploads/?mount=" + Digest.of(bytes("layer")) + "&from=web");
        api.post("/v2/other/blobs/uploads/?mount=" + Digest.of(bytes("layer")) + "&from=web");
        api.delete(api.startUpload("web"));
        api.put(api.startUpload("web") + "?digest=" + DIGEST, bytes("something else"));
        assertThat(contentFiles()).hasSize(3);

        api.delete("/v2/web/manifests/" + Digest.of(manifest));
        api.delete("/v2/web/blobs/" + Digest.of(bytes("config of 1")));
        api.delete("/v2/web/blobs/" + Digest.of(bytes("layer")));
        api.delete("/v2/other/blobs/" + Digest.of(bytes("layer")));

        assertThat(contentFiles()).isEmpty();
    }

    @Test
    void nothingIsDeletedWhereNothingWasPushed() {
        assertThat(errorCode(api.delete("/v2/no/such/blobs/" + DIGEST))).isEqualTo("BLOB_UNKNOWN");
        assertThat(errorCode(api.delete("/v2/no/such/manifests/latest"))).isEqualTo("NAME_UNKNOWN");
        assertThat(errorCode(api.delete("/v2/no/such/manifests/sha256:bad"))).isEqualTo("DIGEST_INVALID");
    }

    private List<Path> contentFiles() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".lock"))
                    .toList();
        }
    }
}
