package dev.dockdash.assertj;

import dev.dockdash.oci.Digest;
import dev.dockdash.testregistry.RecordedRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Tells from requests which blobs came into a registry, and how.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pushing-blobs">distribution-spec,
 *     pushing blobs</a>
 */
final class BlobRequests {

    private static final int CREATED = 201;

    private BlobRequests() {}

    /** Tells whether a request completed an upload; a mount has no digest in its query. */
    static boolean isUpload(RecordedRequest request) {
        return request.status() == CREATED
                && isOfUploads(request)
                && parameter(request, "digest").isPresent();
    }

    static boolean isUploadOf(RecordedRequest request, Digest digest) {
        return isUpload(request)
                && parameter(request, "digest")
                        .filter(digest.toString()::equals)
                        .isPresent();
    }

    static boolean isMountOf(RecordedRequest request, Digest digest) {
        return request.status() == CREATED
                && isOfUploads(request)
                && parameter(request, "mount").filter(digest.toString()::equals).isPresent();
    }

    /** Returns a request without the names of upload sessions, which differ from run to run. */
    static String line(RecordedRequest request) {
        String path = request.path().replaceAll("(/blobs/uploads/).+", "$1…");
        String digest = parameter(request, "digest").map(value -> " " + value).orElse("");
        return request.method() + " " + path + digest + " " + request.status();
    }

    private static boolean isOfUploads(RecordedRequest request) {
        return request.path().contains("/blobs/uploads/");
    }

    private static Optional<String> parameter(RecordedRequest request, String name) {
        return Arrays.stream(request.query().split("&", -1))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8))
                .findFirst();
    }
}
