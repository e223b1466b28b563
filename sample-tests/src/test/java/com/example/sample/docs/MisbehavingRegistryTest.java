package com.example.sample.docs;

import static dev.dockdash.assertj.DockdashAssertions.assertThat;
import static dev.dockdash.assertj.DockdashAssertions.assertThatThrownBy;

import dev.dockdash.Dockdash;
import dev.dockdash.junit.BuildImage;
import dev.dockdash.junit.EphemeralRegistry;
import dev.dockdash.junit.PushedImage;
import dev.dockdash.junit.RegistryFault;
import dev.dockdash.junit.TestRegistry;
import dev.dockdash.registry.RegistryException;
import dev.dockdash.testregistry.ConnectionFault;
import dev.dockdash.testregistry.EmbeddedRegistry;
import dev.dockdash.testregistry.Fault;
import dev.dockdash.testregistry.FaultProxy;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The examples of docs/misbehaving-registry.md. */
class MisbehavingRegistryTest {

    // tag::annotation[]
    @Test
    @EphemeralRegistry(
            faults = {
                @RegistryFault(
                        value = RegistryFault.Kind.STATUS,
                        amount = 503,
                        method = "GET",
                        path = "/v2/*/manifests/*"),
                @RegistryFault(value = RegistryFault.Kind.TRUNCATE_AFTER, amount = 5, path = "/v2/*/blobs/*")
            })
    @BuildImage("images/web")
    void clientRetries(PushedImage web, TestRegistry registry) throws IOException {
        assertThat(Dockdash.create().pull(web.reference())).isValid();
        assertThat(registry.inProcess().orElseThrow()).receivedRequests("GET", "/v2/*/manifests/*", 2);
    }
    // end::annotation[]

    @Test
    @EphemeralRegistry
    @BuildImage("images/web")
    void refusalIsReported(PushedImage web, TestRegistry test) {
        // tag::code[]
        EmbeddedRegistry registry = test.inProcess().orElseThrow();
        registry.fail(Fault.status(403).on("GET", "/v2/**").always());
        assertThatThrownBy(() -> Dockdash.create().pull(web.reference()))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("403");
        registry.heal();
        // end::code[]
        assertThat(registry.pendingFaults()).isEmpty();
    }

    @Test
    @EphemeralRegistry
    @BuildImage("images/web")
    void otherClients(PushedImage web, TestRegistry test) throws Exception {
        EmbeddedRegistry registry = test.inProcess().orElseThrow();
        // tag::other[]
        registry.fail(Fault.rateLimit(Duration.ofSeconds(7)).on("GET", "/v2/web/manifests/*"));
        URI manifest = URI.create(registry.uri() + "/v2/web/manifests/" + web.digest());
        var answer =
                HttpClient.newHttpClient().send(HttpRequest.newBuilder(manifest).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).contains("7");
        // end::other[]
    }

    @Test
    @BuildImage("images/web")
    void brokenConnection(PushedImage web, TestRegistry registry) throws IOException {
        // tag::proxy[]
        try (FaultProxy proxy = FaultProxy.before(registry.hostAndPort())) {
            proxy.fail(ConnectionFault.reset().atResponseByte(100).on("GET", "/v2/*/manifests/*"));
            String reference = web.reference().replace(registry.hostAndPort(), proxy.hostAndPort());
            assertThat(Dockdash.create().pull(reference)).hasDigest(web.digest());
        }
        // end::proxy[]
    }
}
