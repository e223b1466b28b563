package dev.dockdash.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockdash.blob.Blob;
import dev.dockdash.image.Image;
import dev.dockdash.layer.Layer;
import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.ImageReference;
import dev.dockdash.oci.MediaType;
import dev.dockdash.oci.Platform;
import dev.dockdash.testregistry.ConnectionFault;
import dev.dockdash.testregistry.EmbeddedRegistry;
import dev.dockdash.testregistry.FaultProxy;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that come, and connections that end, while a large body is still being sent. */
class EarlyAnswerTest {

    private static final int SIZE = 16 << 20;

    private final TestTime time = new TestTime();

    private RegistryClientBuilder builder() {
        return RegistryClient.builder().environment(Environment.empty()).retries(RetryPolicy.STANDARD, time.waiting());
    }

    private static Image image() throws IOException {
        Blob blob = Blob.of(new byte[SIZE]);
        MediaType type = MediaType.parse("application/vnd.oci.image.layer.v1.tar");
        return Image.scratch()
                .layer(Layer.of(Descriptor.of(type, blob.digest(), SIZE), blob.digest(), blob))
                .build();
    }

    @ParameterizedTest
    @EnumSource(HastyServer.Afterwards.class)
    void whoIsAskedWhoHeIsWhileHeSendsSaysSoAndSendsAgain(HastyServer.Afterwards afterwards) throws IOException {
        try (HastyServer server =
                HastyServer.start("401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"r\"", afterwards)) {
            builder()
                    .credentials(server.hostAndPort(), Credentials.of("joe", "secret"))
                    .build()
                    .push(image(), ImageReference.parse(server.hostAndPort() + "/app:1"));
            assertThat(server.received()).contains((long) SIZE);
        }
    }

    @ParameterizedTest
    @EnumSource(HastyServer.Afterwards.class)
    void whatIsTooLargeIsSaidAndNotTriedAgain(HastyServer.Afterwards afterwards) throws IOException {
        try (HastyServer server = HastyServer.start("413 Payload Too Large", afterwards)) {
            assertThatThrownBy(() -> builder()
                            .monolithicUpload(MonolithicUpload.ALWAYS)
                            .build()
                            .push(image(), ImageReference.parse(server.hostAndPort() + "/app:1")))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("the registry answered 413")
                    .hasMessageContaining("let blobs be sent in chunks");
            assertThat(server.received()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5_000_000, SIZE - 1})
    void whatIsResetWithinALargeBodyIsSentAgain(int at) throws IOException {
        try (EmbeddedRegistry registry = EmbeddedRegistry.start();
                FaultProxy proxy = FaultProxy.before(registry.hostAndPort())) {
            proxy.fail(ConnectionFault.reset().atRequestByte(at).on("PUT", "/v2/app/blobs/uploads/*"));
            Image image = image();
            builder().build().push(image, ImageReference.parse(proxy.hostAndPort() + "/app:1"));
            assertThat(proxy.pendingFaults()).isEmpty();
            assertThat(builder()
                            .build()
                            .pull(ImageReference.parse(registry.hostAndPort() + "/app:1"), Platform.LINUX_AMD64))
                    .isEqualTo(image);
        }
    }
}
