package dev.dockdash.registry;

import dev.dockdash.blob.Blob;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.DigestAlgorithm;
import java.io.IOException;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * The requests by which blobs get into one repository.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pushing-blobs">distribution-spec,
 *     pushing blobs</a>
 */
record UploadRequests(Transport transport, Repository repository) {

    private static final RequestBody EMPTY = RequestBody.create(new byte[0]);

    /**
     * An upload that was started.
     *
     * @param location where to send to
     * @param minChunkSize the smallest chunk that the registry takes, but for the last
     */
    record Started(HttpUrl location, int minChunkSize) {}

    /**
     * The answer to a mount.
     *
     * @param mounted whether the registry says that the blob is there now
     * @param started the upload that it started instead
     * @param reason why it is not mounted
     */
    record MountAnswer(boolean mounted, Optional<Started> started, String reason) {}

    /** Tells whether the registry says that it has the blob, with its size. */
    boolean exists(Blob blob) throws IOException {
        Request head = Repository.request(repository.blob(blob.digest()), repository.pushing())
                .head()
                .build();
        try (Response response = transport.send(head, Expected.of("expected 200 or 404", 200, 404))) {
            String length = response.header("Content-Length");
            return response.code() == 200 && (length == null || length.equals(Long.toString(blob.size())));
        }
    }

    /** Asks the registry to take the blob over from another repository; a refusal is an answer, not an error. */
    MountAnswer mount(Blob blob, Repository from) throws IOException {
        HttpUrl url = repository
                .uploads()
                .newBuilder()
                .addQueryParameter("mount", blob.digest().toString())
                .addQueryParameter("from", from.name())
                .build();
        Access access = repository.pushing().and(Access.scope(from.name(), "pull"));
        Request post = Repository.request(url, access).post(EMPTY).build();
        try (Response response = transport.send(post, Expected.of("expected 201 or 202", 201, 202))) {
            return response.code() == 201
                    ? new MountAnswer(true, Optional.empty(), "")
                    : new MountAnswer(
                            false, Optional.of(started(response)), "the registry answered 202, an upload instead");
        } catch (RegistryException e) {
            return new MountAnswer(false, Optional.empty(), String.valueOf(e.getMessage()));
        }
    }

    /** Starts an upload of a blob with a digest of that algorithm, once: every try starts another. */
    Started start(DigestAlgorithm algorithm) throws IOException {
        HttpUrl.Builder url = repository.uploads().newBuilder();
        if (algorithm != DigestAlgorithm.SHA256) {
            url.addQueryParameter("digest-algorithm", algorithm.id());
        }
        Request post = Repository.request(url.build(), repository.pushing())
                .post(EMPTY)
                .build();
        try (Response response = transport.once(post, Expected.of("expected 202, an upload", 202))) {
            return started(response);
        }
    }

    private Started started(Response response) throws IOException {
        String min = response.header("OCI-Chunk-Min-Length", "0");
        return new Started(location(response), min.matches("[0-9]{1,9}") ? Integer.parseInt(min) : 0);
    }

    /** Ends an upload that is not wanted; whether the registry listens does not matter. */
    void cancel(Started started) {
        try {
            transport
                    .once(request(started.location()).delete().build(), Expected.of("expected 204", 202, 204, 404))
                    .close();
        } catch (IOException e) {
            System.getLogger(UploadRequests.class.getName())
                    .log(System.Logger.Level.DEBUG, "An upload was left to expire", e);
        }
    }

    /**
     * Sends all of a blob in one request that does not tell where in the blob it is, as Docker does, and does not end the
     * upload.
     *
     * @return where the upload goes on
     */
    HttpUrl stream(HttpUrl location, RequestBody body) throws IOException {
        Request patch = request(location).patch(body).build();
        try (Response response = transport.once(patch, Expected.of("expected 202 for the bytes of a blob", 202, 201))) {
            return location(response);
        }
    }

    /** Ends an upload to which all bytes of a blob were sent. */
    void complete(HttpUrl location, Blob blob) throws IOException {
        put(location, blob, EMPTY, "");
    }

    /** Sends what remains of a blob and ends the upload. */
    void put(HttpUrl location, Blob blob, RequestBody body, String contentRange) throws IOException {
        HttpUrl target = location.newBuilder()
                .addQueryParameter("digest", blob.digest().toString())
                .build();
        Request.Builder put = request(target).put(body);
        if (!contentRange.isEmpty()) {
            put.header("Content-Range", contentRange);
        }
        Expected expected =
                Expected.of("expected 201 for blob " + blob.digest() + " of " + blob.size() + " bytes", 201);
        try (Response response = transport.once(put.build(), expected)) {
            requireDigest(response, blob.digest(), "the blob");
        }
    }

    /**
     * Refuses an answer that names another digest than was sent.
     *
     * @throws IOException if it does
     */
    static void requireDigest(Response response, Digest digest, String what) throws IOException {
        String stored = response.header(ManifestFetch.DIGEST_HEADER);
        if (stored != null && !stored.equals(digest.toString())) {
            throw new RefusedException(response.request().method() + " "
                    + Urls.redacted(response.request().url()) + ": expected " + what + " " + digest
                    + " to be stored but the registry says " + stored.replaceAll("\\p{Cntrl}", "?"));
        }
    }

    Request.Builder request(HttpUrl location) {
        return Repository.request(location, repository.pushing());
    }

    /**
     * Returns where an upload goes on.
     *
     * @throws IOException if the answer does not say, or it is not safe to go there
     */
    HttpUrl location(Response response) throws IOException {
        HttpUrl asked = response.request().url();
        String header = response.header("Location");
        HttpUrl location = header == null ? null : asked.resolve(header);
        String what = response.request().method() + " " + Urls.redacted(asked);
        if (location == null) {
            throw new RefusedException(what + ": expected a Location for the upload but got "
                    + (header == null ? "none" : "one that is no URL") + "; is this a registry?");
        }
        transport.schemes().checkStep(asked, location, what + ": the Location of the upload");
        return location;
    }
}
