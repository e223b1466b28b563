package dev.dockdash.assertj;

import static dev.dockdash.assertj.DockdashAssertions.assertThat;
import static dev.dockdash.assertj.DockdashAssertions.assertThatImage;
import static dev.dockdash.assertj.DockdashAssertions.assertThatThrownBy;

import dev.dockdash.Dockdash;
import dev.dockdash.cache.BlobCache;
import dev.dockdash.image.Image;
import dev.dockdash.oci.Digest;
import dev.dockdash.testregistry.EmbeddedRegistry;
import dev.dockdash.testregistry.Fault;
import dev.dockdash.testregistry.RecordedRequest;
import dev.dockdash.testregistry.RegistryHandle;
import dev.dockdash.testregistry.TokenAuth;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RegistryAssertTest {

    private static final Digest OTHER = Digest.of(new byte[] {1});

    private EmbeddedRegistry registry;
    private Dockdash dockdash;
    private Image image;
    private Digest layer;
    private Digest config;

    @BeforeEach
    void push(@TempDir Path folder) throws IOException {
        registry = EmbeddedRegistry.start();
        dockdash = Dockdash.builder().cache(BlobCache.at(folder)).build();
        image = Image.scratch().layer(dockdash.layer().data("/a", "1").build()).build();
        layer = image.layers().get(0).digest();
        config = image.config().digest();
        dockdash.push(image, registry.hostAndPort() + "/web:1");
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void uploads() throws IOException {
        assertThat(registry).receivedUploads(2).receivedUploadOf(layer).receivedNoUploadOf(OTHER);
        dockdash.push(image, registry.hostAndPort() + "/web:2");
        assertThat(registry).receivedUploads(2);
        assertThatThrownBy(() -> assertThat(registry).receivedUploads(4))
                .hasMessageStartingWith(
                        header() + "Expecting number of uploaded blobs\n  expected: 4\n  actual:   2\n  uploads:  ")
                .hasMessageContaining("/v2/web/blobs/uploads/… " + layer + " 201");
        assertThatThrownBy(() -> assertThat(registry).receivedNoUploadOf(config))
                .hasMessageMatching("(?s)\\Q" + header() + "Expecting no upload of " + config
                        + "\n  uploads: \\E(PUT|POST) " + "\\Q/v2/web/blobs/uploads/… " + config + " 201\\E");
        assertThatThrownBy(() -> assertThat(registry).receivedUploadOf(OTHER))
                .hasMessageStartingWith(
                        header() + "Expecting an upload of " + OTHER + ", but there was none\n  uploads: ");
    }

    @Test
    void refusedUploadIsNone() throws IOException, InterruptedException {
        assertThat(send("POST", "/v2/web/blobs/uploads/?digest=" + OTHER, "x")).isEqualTo(400);
        assertThat(registry).receivedUploads(2).receivedNoUploadOf(OTHER);
    }

    @Test
    void mounts() throws IOException, InterruptedException {
        assertThatThrownBy(() -> assertThat(registry).mountedBlob(layer))
                .hasMessageStartingWith(
                        header() + "Expecting a mount of " + layer + ", but there was none\n  uploads: ");
        assertThat(send("POST", "/v2/other/blobs/uploads/?mount=" + layer + "&from=web", ""))
                .isEqualTo(201);
        assertThat(registry).mountedBlob(layer).receivedUploads(2).hasBlob("other", layer);
    }

    @Test
    void referrers() throws IOException, InterruptedException {
        String signature = """
                {"schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json",
                 "artifactType": "a/signature", "layers": [],
                 "config": {"mediaType": "application/vnd.oci.image.config.v1+json", "digest": "%s", "size": %d},
                 "subject": {"mediaType": "application/vnd.oci.image.manifest.v1+json", "digest": "%s", "size": %d}}
                """.formatted(
                        config,
                        image.manifest().config().size(),
                        image.digest(),
                        image.manifest().descriptor().size());
        assertThat(send("PUT", "/v2/web/manifests/signature", signature)).isEqualTo(201);
        assertThat(registry).hasReferrer("web", image.digest());
    }

    private int send(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(registry.uri() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "application/vnd.oci.image.manifest.v1+json")
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void requests() {
        assertThat(registry).receivedRequests("PUT", "/v2/**/manifests/*", 1);
        fails(registry, r -> r.receivedRequests("PUT", "/v2/**/manifests/*", 2), """
                number of requests PUT /v2/**/manifests/*
                  expected: 2
                  actual:   1
                  requests: PUT /v2/web/manifests/1 201""");
    }

    @Test
    void holdings() {
        List<RecordedRequest> before = registry.requests();
        holds(registry);
        assertThat(registry.requests()).isEqualTo(before);
    }

    @Test
    void holdingsOfARegistryElsewhere() {
        holds(new RegistryElsewhere(registry.hostAndPort(), registry.uri()));
    }

    private void holds(RegistryHandle handle) {
        assertThat(handle)
                .hasRepository("web")
                .hasTag("web", "1")
                .hasManifest("web", image.digest())
                .hasBlob("web", layer);
        fails(handle, r -> r.hasRepository("wab"), "repository wab to be in the registry, but it is not");
        fails(handle, r -> r.hasTag("web", "2"), "tag web:2 to be in the registry, but it is not");
        fails(
                handle,
                r -> r.hasManifest("web", OTHER),
                "manifest web@" + OTHER + " to be in the registry, but it is not");
        fails(handle, r -> r.hasBlob("web", OTHER), "blob " + OTHER + " of web to be in the registry, but it is not");
        fails(handle, r -> r.hasReferrer("web", OTHER), "a referrer of " + OTHER + " in web, but there is none");
    }

    @Test
    void repositoryWithoutTagIsNone() throws IOException, InterruptedException {
        assertThat(send("POST", "/v2/other/blobs/uploads/?mount=" + layer + "&from=web", ""))
                .isEqualTo(201);
        String message = "repository other to be in the registry, but it is not";
        fails(registry, r -> r.hasRepository("other"), message);
        fails(new RegistryElsewhere(registry.hostAndPort(), registry.uri()), r -> r.hasRepository("other"), message);
    }

    static Stream<EmbeddedRegistry.Builder> guarded() throws IOException {
        X509Certificate authority;
        try (EmbeddedRegistry other = EmbeddedRegistry.builder().tls().start()) {
            authority = other.certificate();
        }
        return Stream.of(
                EmbeddedRegistry.builder().basicAuth("me", "secret"),
                EmbeddedRegistry.builder().tokenAuth(TokenAuth.user("me", "secret")),
                EmbeddedRegistry.builder().requireClientCertificate(authority));
    }

    @ParameterizedTest
    @MethodSource("guarded")
    void guardInThisJvmDoesNotKeepChecksOut(EmbeddedRegistry.Builder builder) throws IOException {
        try (EmbeddedRegistry guarded = builder.start()) {
            guarded.preload("web:1", image);
            guarded.fail(Fault.status(503).always());
            assertThat(guarded).hasTag("web", "1").hasBlob("web", layer);
            assertThatThrownBy(() -> assertThat(guarded).hasTag("web", "2"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageEndingWith("Expecting tag web:2 to be in the registry, but it is not");
            assertThat(guarded.requests()).isEmpty();
        }
    }

    @Test
    void guardElsewhereIsAnErrorAndNoFinding() throws IOException {
        try (EmbeddedRegistry guarded =
                EmbeddedRegistry.builder().basicAuth("me", "secret").start()) {
            RegistryHandle elsewhere = new RegistryElsewhere(guarded.hostAndPort(), guarded.uri());
            assertThatThrownBy(() -> assertThat(elsewhere).hasTag("web", "1"))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessage("[" + guarded.hostAndPort() + "]\nReading the registry failed: GET " + guarded.uri()
                            + "/v2/web/manifests/1: expected 200 or 404 but was 401; assertions on a registry have no"
                            + " credentials: pull the image with those that you have, and check that");
        }
    }

    @Test
    void malformedNamesAreErrorsAndNoFindings() {
        assertThatThrownBy(() -> assertThat(registry).hasRepository("Web"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Invalid repository name \"Web\": expected ");
    }

    @Test
    void registryElsewhereIsAskedOnlyWhatItHolds() {
        RegistryHandle elsewhere = new RegistryElsewhere(registry.hostAndPort(), registry.uri());

        assertThat(elsewhere).hasTag("web", "1");
        assertThatThrownBy(() -> assertThat(elsewhere).hasTag("web", "2"))
                .isInstanceOf(AssertionError.class)
                .hasMessage(header() + "Expecting tag web:2 to be in the registry, but it is not");
        assertThatThrownBy(() -> assertThat(elsewhere).receivedUploads(2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Checking what " + registry.uri() + " was asked: expected an embedded registry, which"
                        + " records its requests, but this one runs elsewhere");
    }

    private record RegistryElsewhere(String hostAndPort, URI uri) implements RegistryHandle {

        @Override
        public Optional<EmbeddedRegistry> inProcess() {
            return Optional.empty();
        }
    }

    @Test
    void imageIsPulledByItsReference() {
        String reference = registry.hostAndPort() + "/web:1";
        assertThatImage(reference)
                .hasDigest(image.digest())
                .file("/a")
                .content()
                .isEqualTo("1");
        assertThatImage(reference, "linux/amd64").hasLayerCount(1);
        assertThatThrownBy(() -> assertThatImage(reference).hasLayerCount(2))
                .hasMessageStartingWith("[" + reference + " · ");
        assertThatThrownBy(() ->
                        assertThatImage(registry.hostAndPort() + "/web:none").hasLayerCount(1))
                .isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> assertThatImage(reference, "linux/s390x").hasLayerCount(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Pulling " + reference + " for linux/s390x: the image is for linux/amd64");
        assertThatThrownBy(() -> assertThatImage(reference, "amd64").hasLayerCount(1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private String header() {
        return "[" + registry.hostAndPort() + "]\n";
    }

    private void fails(RegistryHandle handle, Consumer<RegistryAssert> check, String message) {
        assertThatThrownBy(() -> check.accept(assertThat(handle)))
                .isInstanceOf(AssertionError.class)
                .hasMessage(header() + "Expecting " + message);
    }
}
