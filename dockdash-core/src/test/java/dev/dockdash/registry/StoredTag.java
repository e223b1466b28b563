package dev.dockdash.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.internal.json.JsonObject;
import dev.dockdash.testregistry.EmbeddedRegistry;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Stream;

/** Reads a tag straight from a registry, with nothing that the client has, and checks all that hangs on it. */
final class StoredTag {

    private static final HttpClient PLAIN = HttpClient.newHttpClient();

    private final HttpClient http;
    private final String repository;
    private final String token;

    private StoredTag(EmbeddedRegistry registry, String name, String user, String password) throws IOException {
        this.http = http(registry);
        this.repository = registry.uri() + "/v2/" + name;
        this.token = token(registry, "repository:" + name + ":pull", user, password);
    }

    /** Returns a token for a scope. */
    static String token(EmbeddedRegistry registry, String scope, String user, String password) throws IOException {
        String pair = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        byte[] answer = get(http(registry), registry.uri() + "/token?service=dockdash&scope=" + scope, "Basic " + pair);
        return JsonObject.parse(answer, "token").requiredText("token");
    }

    /** Returns the digest behind a tag, of which every part is there and right. */
    static String digest(EmbeddedRegistry registry, String name, String tag, String user, String password)
            throws IOException {
        StoredTag stored = new StoredTag(registry, name, user, password);
        byte[] manifest = get(stored.http, stored.repository + "/manifests/" + tag, "Bearer " + stored.token);
        stored.requireParts(manifest);
        return sha256(manifest);
    }

    private void requireParts(byte[] bytes) throws IOException {
        JsonObject manifest = JsonObject.parse(bytes, "manifest");
        for (JsonObject child : manifest.objects("manifests")) {
            requireParts(part("/manifests/", child));
        }
        for (JsonObject blob : Stream.concat(manifest.object("config").stream(), manifest.objects("layers").stream())
                .toList()) {
            part("/blobs/", blob);
        }
    }

    private byte[] part(String kind, JsonObject descriptor) throws IOException {
        String digest = descriptor.requiredText("digest");
        byte[] bytes = get(http, repository + kind + digest, "Bearer " + token);
        assertThat(sha256(bytes)).as("what the registry has as %s", digest).isEqualTo(digest);
        assertThat((long) bytes.length).isEqualTo(descriptor.number("size").orElseThrow());
        return bytes;
    }

    static String sha256(byte[] bytes) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static HttpClient http(EmbeddedRegistry registry) throws IOException {
        return registry.uri().getScheme().equals("https")
                ? HttpClient.newBuilder().sslContext(registry.sslContext()).build()
                : PLAIN;
    }

    private static byte[] get(HttpClient http, String url, String authorization) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", authorization)
                .header("Accept", "*/*")
                .build();
        try {
            HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            assertThat(response.statusCode()).as("GET %s", url).isEqualTo(200);
            return response.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }
}
