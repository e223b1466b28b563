package dev.dockdash.assertj;

import dev.dockdash.oci.Digest;
import dev.dockdash.testregistry.RegistryHandle;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;

/**
 * Asks a registry over HTTP what it holds.
 *
 * @param client speaks HTTP
 * @param root the registry
 */
record RegistryQuery(HttpClient client, URI root) implements RegistryHoldings {

    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    static RegistryQuery of(RegistryHandle registry) {
        return new RegistryQuery(HttpClient.newHttpClient(), registry.uri());
    }

    @Override
    public boolean hasRepository(String name) throws IOException {
        return hasMembers(name + "/tags/list", "tags");
    }

    @Override
    public boolean hasManifest(String repository, String reference) throws IOException {
        return get(repository + "/manifests/" + reference).isPresent();
    }

    @Override
    public boolean hasBlob(String repository, Digest digest) throws IOException {
        return get(repository + "/blobs/" + digest).isPresent();
    }

    @Override
    public boolean hasReferrer(String repository, Digest subject) throws IOException {
        return hasMembers(repository + "/referrers/" + subject, "manifests");
    }

    private boolean hasMembers(String path, String array) throws IOException {
        return get(path)
                .map(JsonText::parse)
                .filter(json -> !json.path(array).isEmpty())
                .isPresent();
    }

    /**
     * Returns what is at a path; empty if there is nothing.
     *
     * @throws IOException if there is another answer than these, or none
     */
    private Optional<String> get(String path) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(root + "/v2/" + path))
                .header("Accept", "*/*")
                .build();
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            return switch (response.statusCode()) {
                case OK -> Optional.of(response.body());
                case NOT_FOUND -> Optional.empty();
                default -> throw new IOException(refusal(request, response.statusCode()));
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("GET " + request.uri() + " was interrupted");
        }
    }

    private static String refusal(HttpRequest request, int status) {
        String nextStep = status == UNAUTHORIZED || status == FORBIDDEN
                ? "; assertions on a registry have no credentials: pull the image with those that you have, and check that"
                : "";
        return "GET " + request.uri() + ": expected 200 or 404 but was " + status + nextStep;
    }
}
