package dev.dockdash.testregistry;

import dev.dockdash.oci.Digest;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * The session of a push: its status, its chunks, its end.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pushing-a-blob-in-chunks">
 *     distribution-spec, pushing a blob in chunks</a>
 */
final class UploadEndpoint {

    /** Long enough to notice that the connection of the request before was cut. */
    private static final long LOCK_TIMEOUT_SECONDS = 2;

    private final UploadSessions sessions;
    private final BlobCommit commit;

    UploadEndpoint(Repositories repositories, UploadSessions sessions) {
        this.sessions = sessions;
        this.commit = new BlobCommit(repositories);
    }

    Response get(Request request) throws RefusedException {
        return progress(204, request.route(), session(request.route()));
    }

    Response patch(Request request) throws IOException, RefusedException {
        Route route = request.route();
        return exclusively(route, upload -> {
            append(request, upload);
            return progress(202, route, upload);
        });
    }

    Response put(Request request) throws IOException, RefusedException {
        Route route = request.route();
        Digest digest = DigestParameter.required(request);
        return exclusively(route, upload -> {
            upload.hashWith(digest.algorithm());
            append(request, upload);
            if (sessions.end(route.requiredRepository(), route.reference()).isEmpty()) {
                throw unknown(route);
            }
            return commit.commit(route.requiredRepository(), upload, digest);
        });
    }

    Response delete(Request request) throws IOException, RefusedException {
        Route route = request.route();
        if (!sessions.cancel(route.requiredRepository(), route.reference())) {
            throw unknown(route);
        }
        return Response.of(204);
    }

    @FunctionalInterface
    private interface Writing {
        Response write(Upload upload) throws IOException, RefusedException;
    }

    private Response exclusively(Route route, Writing writing) throws IOException, RefusedException {
        Upload upload = session(route);
        if (!upload.tryLock(LOCK_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            throw outOfOrder(route, upload, "another request is writing to it");
        }
        try {
            return writing.write(session(route));
        } finally {
            upload.unlock();
        }
    }

    private void append(Request request, Upload upload) throws IOException, RefusedException {
        Optional<String> header = request.header("Content-Range");
        if (header.isEmpty()) {
            upload.append(request.body());
            return;
        }
        ContentRange range = ContentRange.parse(header.get());
        long before = upload.size();
        if (range.start() != before) {
            throw outOfOrder(
                    request.route(),
                    upload,
                    "the chunk " + range + " does not begin at " + before + ", send that next");
        }
        OptionalLong promised = request.body().length();
        if (promised.isPresent()) {
            requireLength(range, promised.getAsLong());
        }
        upload.append(request.body());
        if (upload.size() - before != range.length()) {
            long received = upload.size() - before;
            upload.truncate(before);
            requireLength(range, received);
        }
    }

    private Upload session(Route route) throws RefusedException {
        Optional<Upload> upload = sessions.find(route.requiredRepository(), route.reference());
        if (upload.isEmpty()) {
            throw unknown(route);
        }
        return upload.get();
    }

    private static Response progress(int status, Route route, Upload upload) {
        return Response.of(status)
                .header(Location.HEADER, Location.ofUpload(route.requiredRepository(), route.reference()))
                .header("Range", Upload.range(upload.size()))
                .header("Docker-Upload-UUID", route.reference());
    }

    private static void requireLength(ContentRange range, long actual) throws RefusedException {
        if (range.length() != actual) {
            throw new RefusedException(
                    ErrorCode.SIZE_INVALID,
                    "The chunk " + range + " has " + range.length() + " bytes but the body has " + actual);
        }
    }

    private static RefusedException outOfOrder(Route route, Upload upload, String why) {
        RepositoryName name = route.requiredRepository();
        return new RefusedException(
                        ErrorCode.BLOB_UPLOAD_INVALID, 416, "Upload " + route.reference() + " to " + name + ": " + why)
                .withHeader(Location.HEADER, Location.ofUpload(name, route.reference()))
                .withHeader("Range", Upload.range(upload.size()));
    }

    private static RefusedException unknown(Route route) {
        return new RefusedException(
                ErrorCode.BLOB_UPLOAD_UNKNOWN,
                "The repository " + route.requiredRepository() + " has no running upload " + route.reference()
                        + ": it ended, was cancelled, or never was; begin a new one");
    }
}
