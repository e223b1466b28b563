package dev.dockdash.registry;

import dev.dockdash.internal.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Sends requests to registries and turns unexpected answers into exceptions. */
final class Transport {

    private static final int MAX_ERROR_BODY = 64 * 1024;

    private final OkHttpClient client;

    Transport(OkHttpClient client) {
        this.client = client;
    }

    /** Starts a request whose answer must not be compressed on the way: digests are over the bytes as they are. */
    static Request.Builder request(HttpUrl url) {
        return new Request.Builder().url(url).header("Accept-Encoding", "identity");
    }

    /**
     * Sends a request and returns the answer, which the caller closes.
     *
     * @throws RegistryException if the status is not one of the expected
     * @throws IOException if the registry cannot be reached
     */
    Response send(Request request, Set<Integer> expected, String hint) throws IOException {
        Response response;
        try {
            response = client.newCall(request).execute();
        } catch (IOException e) {
            throw new IOException(request.method() + " " + redacted(request.url()) + ": " + e.getMessage(), e);
        }
        if (expected.contains(response.code())) {
            return response;
        }
        try (response) {
            throw new RegistryException(
                    request.method(), redacted(request.url()), response.code(), errors(response), hint);
        }
    }

    /** Queries may be signed. */
    static String redacted(HttpUrl url) {
        return url.newBuilder().query(null).username("").password("").build().toString();
    }

    private static List<RegistryError> errors(Response response) throws IOException {
        byte[] body;
        try (InputStream in = response.body().byteStream()) {
            body = in.readNBytes(MAX_ERROR_BODY);
        }
        try {
            return JsonObject.parse(body, "error answer").objects("errors").stream()
                    .map(error -> new RegistryError(
                            error.text("code").orElse("UNKNOWN"),
                            error.text("message").orElse("")))
                    .toList();
        } catch (IllegalArgumentException e) {
            // Proxies answer with pages of their own; the status says enough then.
            return List.of();
        }
    }
}
