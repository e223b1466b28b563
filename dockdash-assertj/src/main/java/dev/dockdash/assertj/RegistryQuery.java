package dev.dockdash.assertj;

import dev.dockdash.testregistry.EmbeddedRegistry;
import dev.dockdash.testregistry.RegistryHandle;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;

/**
 * Asks a registry what it holds.
 *
 * @param client speaks HTTP
 * @param root the registry
 */
record RegistryQuery(HttpClient client, URI root) {

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    static RegistryQuery of(RegistryHandle registry) throws IOException {
        HttpClient.Builder client = HttpClient.newBuilder();
        Optional<EmbeddedRegistry> embedded = registry.inProcess();
        if (embedded.isPresent() && registry.uri().getScheme().equals("https")) {
            client.sslContext(embedded.get().sslContext());
        }
        return new RegistryQuery(client.build(), registry.uri());
    }

    /**
     * Returns what is at a path; empty if there is nothing.
     *
     * @throws IOException if there is another answer than these, or none
     */
    Optional<String> get(String path) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(root + path))
                .header("Accept", "*/*")
                .build();
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            return switch (response.statusCode()) {
                case OK -> Optional.of(response.body());
                case NOT_FOUND -> Optional.empty();
                default ->
                    throw new IOException(
                            "GET " + request.uri() + ": expected 200 or 404 but was " + response.statusCode());
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("GET " + request.uri() + " was interrupted");
        }
    }
}
