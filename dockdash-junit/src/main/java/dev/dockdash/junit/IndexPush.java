package dev.dockdash.junit;

import dev.dockdash.oci.ImageIndex;
import dev.dockdash.oci.ImageReference;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;

/**
 * Pushes indexes whose manifests are in a registry.
 *
 * @param registry the root of the registry, which asks for no credentials
 */
record IndexPush(URI registry) {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /**
     * Puts an index under the tag of a reference.
     *
     * @throws IOException if the registry cannot be reached or refuses it
     */
    void push(ImageIndex index, ImageReference reference) throws IOException {
        URI target = registry.resolve("/v2/" + reference.repository() + "/manifests/" + reference.identifier());
        HttpURLConnection connection = (HttpURLConnection) target.toURL().openConnection();
        byte[] bytes = index.toBytes();
        try {
            connection.setConnectTimeout((int) TIMEOUT.toMillis());
            connection.setReadTimeout((int) TIMEOUT.toMillis());
            connection.setRequestMethod("PUT");
            connection.setRequestProperty("Content-Type", index.mediaType().toString());
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(bytes.length);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(bytes);
            }
            if (connection.getResponseCode() != HttpURLConnection.HTTP_CREATED) {
                throw new IOException("PUT " + target + ": expected 201 but got " + connection.getResponseCode());
            }
        } finally {
            connection.disconnect();
        }
    }
}
