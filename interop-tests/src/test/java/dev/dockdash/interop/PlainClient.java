package dev.dockdash.interop;

import dev.dockdash.oci.Digest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Asks a registry by nothing but the JDK's HTTP client, so that our own client does not confirm itself. */
final class PlainClient {

    private static final String MANIFESTS = "application/vnd.oci.image.index.v1+json,"
            + "application/vnd.oci.image.manifest.v1+json,"
            + "application/vnd.docker.distribution.manifest.list.v2+json,"
            + "application/vnd.docker.distribution.manifest.v2+json";

    private static final long DEADLINE_SECONDS = 30;

    private final String root;
    private final HttpClient client;
    private final Optional<String> account;

    /**
     * Creates a client.
     *
     * @param root the registry's URL, without a path
     * @param certificate the one to trust
     * @param account user and password with a colon between them
     */
    PlainClient(String root, Optional<ServerCertificate> certificate, Optional<String> account) throws IOException {
        this.root = root;
        this.account = account;
        HttpClient.Builder builder = HttpClient.newBuilder();
        if (certificate.isPresent()) {
            builder.sslContext(certificate.get().trusting());
        }
        this.client = builder.build();
    }

    /** Asks until there is an answer, whatever it is. */
    void awaitAnswer(String path) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (!answers(path)) {
            if (System.nanoTime() > deadline) {
                throw new IOException("GET " + root + path + " was not answered in " + DEADLINE_SECONDS + " s");
            }
        }
    }

    /** Tells whether there is an answer, whatever it is; what is starting refuses or drops connections. */
    boolean answers(String path) throws InterruptedException {
        try {
            return get(path).statusCode() > 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns the digest of a manifest's bytes, which the registry must name too. */
    Digest manifest(String repository, String tagOrDigest) throws IOException, InterruptedException {
        return digest("/v2/" + repository + "/manifests/" + tagOrDigest);
    }

    /** Returns the digest of a blob's bytes, which the registry must name too. */
    Digest blob(String repository, Digest digest) throws IOException, InterruptedException {
        return digest("/v2/" + repository + "/blobs/" + digest);
    }

    private Digest digest(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = get(path);
        if (answer.statusCode() != 200) {
            throw new IOException("GET " + root + path + " was answered with " + answer.statusCode() + ": "
                    + new String(answer.body(), StandardCharsets.UTF_8));
        }
        String computed = "sha256:" + HexFormat.of().formatHex(sha256(answer.body()));
        String named = answer.headers().firstValue("Docker-Content-Digest").orElse("none");
        if (!named.equals(computed)) {
            throw new IOException("GET " + root + path + " named " + named + " and sent " + computed);
        }
        return Digest.parse(computed);
    }

    /** Returns the status of a manifest's, blob's or list's answer. */
    int status(String path) throws IOException, InterruptedException {
        return get(path).statusCode();
    }

    /** Returns the body of an answer as text. */
    String text(String path) throws IOException, InterruptedException {
        return new String(get(path).body(), StandardCharsets.UTF_8).strip();
    }

    private HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(root + path)).header("Accept", MANIFESTS);
        account.map(text -> Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)))
                .ifPresent(encoded -> request.header("Authorization", "Basic " + encoded));
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }
}
