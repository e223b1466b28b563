package dev.dockdash.junit;

import dev.dockdash.oci.ImageIndex;
import dev.dockdash.oci.ImageReference;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;

/**
 * Asks a registry for what the client does not: to take an index whose manifests it has, and to delete manifests.
 *
 * @param registry the root of the registry, which asks for no credentials
 */
record ManifestRequests(URI registry) {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /**
     * Puts an index under the tag of a reference.
     *
     * @throws IOException if the registry cannot be reached or refuses it
     */
    void put(ImageIndex index, ImageReference reference) throws IOException {
        HttpURLConnection connection = open("PUT", reference);
        byte[] bytes = index.toBytes();
        try {
            connection.setRequestProperty("Content-Type", index.mediaType().toString());
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(bytes.length);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(bytes);
            }
            require(connection, HttpURLConnection.HTTP_CREATED);
        } finally {
            connection.disconnect();
        }
    }

    /**
     * Deletes the manifest with the digest of a reference.
     *
     * @throws IOException if the registry cannot be reached or does not allow it
     */
    void delete(ImageReference reference) throws IOException {
        HttpURLConnection connection = open("DELETE", reference);
        try {
            require(connection, HttpURLConnection.HTTP_ACCEPTED);
        } finally {
            connection.disconnect();
        }
    }

    private HttpURLConnection open(String method, ImageReference reference) throws IOException {
        URI target = registry.resolve("/v2/" + reference.repository() + "/manifests/" + reference.identifier());
        HttpURLConnection connection = (HttpURLConnection) target.toURL().openConnection();
        connection.setConnectTimeout((int) TIMEOUT.toMillis());
        connection.setReadTimeout((int) TIMEOUT.toMillis());
        connection.setRequestMethod(method);
        return connection;
    }

    private static void require(HttpURLConnection connection, int status) throws IOException {
        if (connection.getResponseCode() != status) {
            throw new IOException(connection.getRequestMethod() + " " + connection.getURL() + ": expected " + status
                    + " but got " + connection.getResponseCode());
        }
    }
}
