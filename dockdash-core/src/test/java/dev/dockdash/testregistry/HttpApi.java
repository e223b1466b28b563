package dev.dockdash.testregistry;

import dev.dockdash.internal.json.JsonObject;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.DigestAlgorithm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** The distribution API as plain requests: what is sent is what the test says, and nothing is followed or retried. */
final class HttpApi {

    private static final HttpClient CLIENT = client().build();

    private final URI root;
    private final HttpClient client;
    private final Optional<String> authorization;

    HttpApi(EmbeddedRegistry registry) {
        this(registry.uri(), clientOf(registry), Optional.empty());
    }

    HttpApi(URI root) {
        this(root, CLIENT, Optional.empty());
    }

    private HttpApi(URI root, HttpClient client, Optional<String> authorization) {
        this.root = root;
        this.client = client;
        this.authorization = authorization;
    }

    private static HttpClient.Builder client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).followRedirects(HttpClient.Redirect.NEVER);
    }

    private static HttpClient clientOf(EmbeddedRegistry registry) {
        try {
            return registry.uri().getScheme().equals("https")
                    ? client().sslContext(registry.sslContext()).build()
                    : CLIENT;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the same API, asked with that Authorization header each time. */
    HttpApi authorized(String header) {
        return new HttpApi(root, client, Optional.of(header));
    }

    HttpApi basic(String user, String password) {
        return authorized("Basic " + Base64.getEncoder().encodeToString(bytes(user + ":" + password)));
    }

    HttpApi bearer(String token) {
        return authorized("Bearer " + token);
    }

    HttpResponse<byte[]> get(String path, String... headers) {
        return send("GET", path, BodyPublishers.noBody(), headers);
    }

    HttpResponse<byte[]> head(String path, String... headers) {
        return send("HEAD", path, BodyPublishers.noBody(), headers);
    }

    HttpResponse<byte[]> delete(String path) {
        return send("DELETE", path, BodyPublishers.noBody());
    }

    HttpResponse<byte[]> post(String path) {
        return send("POST", path, BodyPublishers.noBody());
    }

    HttpResponse<byte[]> post(String path, byte[] body) {
        return send("POST", path, BodyPublishers.ofByteArray(body));
    }

    HttpResponse<byte[]> patch(String path, byte[] body, String... headers) {
        return send("PATCH", path, BodyPublishers.ofByteArray(body), headers);
    }

    HttpResponse<byte[]> put(String path, byte[] body, String... headers) {
        return send("PUT", path, BodyPublishers.ofByteArray(body), headers);
    }

    HttpResponse<byte[]> send(String method, String path, BodyPublisher body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(root.resolve(path)).method(method, body);
        authorization.ifPresent(header -> request.header("Authorization", header));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Opens a session and returns its location. */
    String startUpload(String repository) {
        return location(post("/v2/" + repository + "/blobs/uploads/"));
    }

    /** Pushes a blob and returns its digest. */
    Digest pushBlob(String repository, byte[] content) {
        Digest digest = Digest.of(content);
        HttpResponse<byte[]> answer = put(startUpload(repository) + "?digest=" + digest, content);
        if (answer.statusCode() != 201) {
            throw new IllegalStateException("The push was answered " + answer.statusCode() + " " + text(answer));
        }
        return digest;
    }

    HttpResponse<byte[]> putManifest(String repository, String reference, byte[] manifest, String contentType) {
        return put("/v2/" + repository + "/manifests/" + reference, manifest, "Content-Type", contentType);
    }

    /** Pushes an image of its own and returns its manifest. */
    byte[] pushImage(String repository, String reference) {
        byte[] manifest = Manifests.image(
                pushBlob(repository, bytes("config of " + reference)), pushBlob(repository, bytes("layer")));
        HttpResponse<byte[]> answer = putManifest(repository, reference, manifest, Manifests.OCI_MANIFEST);
        if (answer.statusCode() != 201) {
            throw new IllegalStateException("The push was answered " + answer.statusCode() + " " + text(answer));
        }
        return manifest;
    }

    static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("(no " + name + ")");
    }

    static String location(HttpResponse<?> response) {
        return header(response, "Location");
    }

    static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    static JsonObject json(HttpResponse<byte[]> response) {
        return JsonObject.parse(response.body(), "answer");
    }

    /** Returns the code of the only error in an error document. */
    static String errorCode(HttpResponse<byte[]> response) {
        List<JsonObject> errors = json(response).objects("errors");
        if (errors.size() != 1 || errors.get(0).requiredText("message").isEmpty()) {
            throw new IllegalStateException("Not one error with a message: " + text(response));
        }
        return errors.get(0).requiredText("code");
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Returns as many bytes, the same for the same seed. */
    static byte[] bytes(int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    static Digest sha512(byte[] content) {
        MessageDigest hash = DigestAlgorithm.SHA512.newMessageDigest();
        hash.update(content);
        return Digest.of(DigestAlgorithm.SHA512, hash);
    }
}
