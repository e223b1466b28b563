package dev.dockdash.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.image.Image;
import dev.dockdash.image.MultiPlatformImage;
import dev.dockdash.layer.Compression;
import dev.dockdash.oci.ImageReference;
import dev.dockdash.registry.Derivation;
import dev.dockdash.registry.Environment;
import dev.dockdash.registry.PushSummary;
import dev.dockdash.registry.RegistryClient;
import dev.dockdash.testregistry.FaultProxy;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Images derived within docker-registry, with every byte on the way counted. */
class DerivingImagesTest extends RegistryFixture {

    /** Enough for all requests, manifests and configs, and far less than the base's smallest layer with a program. */
    private static final long NO_LAYER_BYTES = 100_000;

    private final RegistryClient client =
            RegistryClient.builder().environment(Environment.empty()).build();

    @Test
    void noByteOfTheBaseIsMovedAndARepeatUploadsNothing() throws Exception {
        MultiPlatformImage base = TwoPlatforms.image(dockdash);
        long program = base.images().get(0).layers().get(0).descriptor().size();
        assertThat(program).isGreaterThan(5 * NO_LAYER_BYTES);
        try (DockerRegistry server = DockerRegistry.start(folder.resolve("docker-registry"))) {
            client.push(base, ImageReference.parse(server.hostAndPort() + "/base:1"));
            PushSummary first = deriveThroughProxy(server);
            assertThat(first.mounted().blobs()).isEqualTo(3);
            assertThat(first.sent().blobs()).isEqualTo(3);
            assertThat(server.plainClient().manifest("app", "1")).isEqualTo(first.digest());
            assertDerived(server, base);

            long uploads = server.logged("POST", "/v2/app/blobs/uploads/");
            PushSummary second = deriveThroughProxy(server);
            assertThat(second.digest()).isEqualTo(first.digest());
            assertThat(second.sent().blobs()).isZero();
            assertThat(second.mounted().blobs()).isZero();
            assertThat(server.logged("POST", "/v2/app/blobs/uploads/")).isEqualTo(uploads);
        }
    }

    private PushSummary deriveThroughProxy(DockerRegistry server) throws Exception {
        Derivation derivation = Derivation.forPlatforms(TwoPlatforms.AMD64, TwoPlatforms.ARM64)
                .layer(dockdash.layer()
                        .compression(Compression.GZIP)
                        .data("/added", "content".getBytes(StandardCharsets.UTF_8))
                        .build())
                .config(builder -> builder.user("app"));
        try (FaultProxy proxy = FaultProxy.before(server.hostAndPort())) {
            PushSummary summary = client.derive(
                    ImageReference.parse(proxy.hostAndPort() + "/base:1"),
                    derivation,
                    ImageReference.parse(proxy.hostAndPort() + "/app:1"));
            assertThat(proxy.requestBytes()).isBetween(1L, NO_LAYER_BYTES);
            assertThat(proxy.responseBytes()).isBetween(1L, NO_LAYER_BYTES);
            return summary;
        }
    }

    private void assertDerived(DockerRegistry server, MultiPlatformImage base) throws Exception {
        for (Image below : base.images()) {
            Image derived = client.pull(
                    ImageReference.parse(server.hostAndPort() + "/app:1"),
                    below.config().platform());
            assertThat(derived.layers())
                    .hasSize(3)
                    .extracting(layer -> layer.descriptor().digest())
                    .startsWith(
                            below.layers().get(0).descriptor().digest(),
                            below.layers().get(1).descriptor().digest());
            assertThat(derived.config().user()).contains("app");
            assertThat(derived.filesystem().readAllBytes("/added")).asString().isEqualTo("content");
        }
    }
}
