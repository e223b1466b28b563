package com.example.sample.docs;

import static dev.dockdash.assertj.DockdashAssertions.assertThat;

import dev.dockdash.Dockdash;
import dev.dockdash.PushResult;
import dev.dockdash.image.Image;
import dev.dockdash.junit.EphemeralRegistry;
import dev.dockdash.junit.RegistryRef;
import dev.dockdash.junit.TestRegistry;
import dev.dockdash.registry.Credentials;
import dev.dockdash.registry.RegistryClient;
import dev.dockdash.testregistry.EmbeddedRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/throwaway-registry.md. */
class ThrowawayRegistryTest {

    private final Dockdash dockdash = Dockdash.create();

    @Test
    void servesAndReceives() throws IOException {
        Image image = Image.scratch()
                .layer(dockdash.layer().data("/hello", "hello\n").build())
                .build();
        // tag::preload[]
        try (EmbeddedRegistry registry = EmbeddedRegistry.start()) {
            String reference = registry.preload("library/hello:1", image);
            runTheToolWith(reference);
            assertThat(registry)
                    .receivedRequests("GET", "/v2/library/hello/manifests/*", 1)
                    .hasTag("library/hello", "1");
        }
        // end::preload[]
    }

    private void runTheToolWith(String reference) throws IOException {
        assertThat(dockdash.pull(reference)).isValid();
    }

    // tag::locked[]
    @Test
    @EphemeralRegistry(value = "locked", tokenAuth = "ci:secret", tls = true)
    void asksForATokenOverTls(@RegistryRef("locked") TestRegistry registry, @TempDir Path folder) throws IOException {
        Path ca = folder.resolve("ca.crt"); // curl --cacert, skopeo --cert-dir, docker's certs.d
        Files.writeString(ca, registry.inProcess().orElseThrow().certificatePem());

        RegistryClient client = RegistryClient.builder()
                .https(registry.hostAndPort()) // otherwise plain HTTP, as to every registry on the loopback interface
                .certificateAuthorities(ca)
                .credentials(registry.hostAndPort(), Credentials.of("ci", "secret"))
                .build();
        Dockdash withToken = Dockdash.builder().client(client).build();
        PushResult pushed = withToken.push(Image.scratch().cmd("/serve").build(), registry.hostAndPort() + "/web:1");

        assertThat(withToken.source(pushed.reference())).hasDigest(pushed.digest());
    }
    // end::locked[]
}
