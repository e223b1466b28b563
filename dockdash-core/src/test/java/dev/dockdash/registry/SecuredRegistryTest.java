package dev.dockdash.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockdash.cache.BlobCache;
import dev.dockdash.image.Image;
import dev.dockdash.oci.ImageReference;
import dev.dockdash.oci.Platform;
import dev.dockdash.testregistry.EmbeddedRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Registries that want to see a certificate, or are behind a proxy. */
class SecuredRegistryTest {

    @TempDir
    Path folder;

    private void pushAndPull(RegistryClient client, ImageReference reference) throws IOException {
        client.push(FaultImages.NEW, reference);
        Image pulled = client.pull(
                        reference,
                        PullOptions.forPlatform(Platform.LINUX_AMD64)
                                .cache(BlobCache.at(folder.resolve("cache")))
                                .fetchingLayers())
                .image();
        assertThat(pulled).isEqualTo(FaultImages.NEW);
    }

    @Test
    void whoShowsTheRightCertificateIsLetIn() throws Exception {
        OwnCertificate own = OwnCertificate.make(folder, "dns:client");
        try (EmbeddedRegistry registry = EmbeddedRegistry.builder()
                .requireClientCertificate(Certificates.read(own.chain()).get(0))
                .start()) {
            RegistryClientBuilder builder = RegistryClient.builder()
                    .environment(Environment.empty())
                    .https(registry.hostAndPort())
                    .certificateAuthority(registry.certificate());
            ImageReference reference = ImageReference.parse(registry.hostAndPort() + "/app:1");
            assertThatThrownBy(() -> builder.build().push(FaultImages.NEW, reference))
                    .isInstanceOf(ConnectionException.class)
                    .hasMessageStartingWith("HEAD " + registry.uri());
            assertThat(registry.requests()).isEmpty();
            builder.clientCertificate(registry.hostAndPort(), own.chain(), own.key());
            pushAndPull(builder.build(), reference);
        }
    }

    @Test
    void aRegistryBehindAProxyIsReachedThroughItByTlsOnly() throws Exception {
        OwnCertificate own = OwnCertificate.make(folder, "dns:registry.example.com");
        try (EmbeddedRegistry registry =
                        EmbeddedRegistry.builder().basicAuth("joe", "hush").start();
                Tunnel front =
                        Tunnel.endOfTls(own.serverContext(null), registry.uri().getPort());
                Tunnel proxy = Tunnel.proxy(front.port())) {
            RegistryClient client = RegistryClient.builder()
                    .environment(new Environment(
                            Map.of("HTTPS_PROXY", "http://jim:knock@localhost:" + proxy.port()), folder))
                    .certificateAuthorities(own.chain())
                    .credentials("registry.example.com", Credentials.of("joe", "hush"))
                    .build();
            pushAndPull(client, ImageReference.parse("registry.example.com/app:1"));
            assertThat(proxy.heads())
                    .isNotEmpty()
                    .allSatisfy(head -> assertThat(head)
                            .startsWith("CONNECT registry.example.com:443 ")
                            .doesNotContain("\r\nAuthorization"));
            assertThat(proxy.passed()).doesNotContain("Authorization", "/v2/");
            assertThat(front.passed()).doesNotContain("Proxy-Authorization", base64("jim:knock"));
            assertThat(front.passed()).contains("Authorization: Basic " + base64("joe:hush"));
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
