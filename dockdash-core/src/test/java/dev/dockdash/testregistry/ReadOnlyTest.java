package dev.dockdash.testregistry;

import static dev.dockdash.testregistry.HttpApi.bytes;
import static dev.dockdash.testregistry.HttpApi.errorCode;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.image.Image;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadOnlyTest {

    @Test
    void everyChangeIsRefusedAndEverythingCanBeRead() throws IOException {
        try (EmbeddedRegistry registry = EmbeddedRegistry.builder().readOnly().start()) {
            HttpApi api = new HttpApi(registry);
            Image image = Image.scratch().user("1000").build();
            registry.preload("web:1", image);

            List<HttpResponse<byte[]>> changes = List.of(
                    api.post("/v2/web/blobs/uploads/"),
                    api.putManifest("web", "2", image.manifest().toBytes(), Manifests.OCI_MANIFEST),
                    api.patch("/v2/web/blobs/uploads/1", bytes("x")),
                    api.delete("/v2/web/manifests/1"));

            assertThat(changes).allSatisfy(answer -> {
                assertThat(answer.statusCode()).isEqualTo(405);
                assertThat(errorCode(answer)).isEqualTo("UNSUPPORTED");
            });
            assertThat(api.get("/v2/web/manifests/1").body())
                    .isEqualTo(image.manifest().toBytes());
            assertThat(api.head("/v2/web/blobs/" + image.config().digest()).statusCode())
                    .isEqualTo(200);
        }
    }
}
