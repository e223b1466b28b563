package dev.dockdash.testregistry;

import dev.dockdash.oci.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/**
 * The first request of a push: it opens a session, mounts a blob from elsewhere, or brings the whole blob along.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pushing-blobs">distribution-spec,
 *     pushing blobs</a>
 */
final class UploadStartEndpoint {

    private final Repositories repositories;
    private final UploadSessions sessions;
    private final BlobCommit commit;

    UploadStartEndpoint(Repositories repositories, UploadSessions sessions) {
        this.repositories = repositories;
        this.sessions = sessions;
        this.commit = new BlobCommit(repositories);
    }

    Response post(Request request) throws IOException, RefusedException {
        RepositoryName name = request.route().requiredRepository();
        Optional<String> mount = request.parameter("mount");
        if (mount.isPresent()) {
            Digest digest = DigestParameter.parse(mount.get());
            if (mount(name, digest, request)) {
                return BlobCommit.created(name, digest);
            }
            return openSession(request, name);
        }
        if (request.parameter("digest").isPresent()) {
            return storeWhole(request, name, DigestParameter.required(request));
        }
        return openSession(request, name);
    }

    /** Without a source, as the specification allows, any repository that has the blob and may be read is the source. */
    private boolean mount(RepositoryName target, Digest digest, Request request) {
        Optional<String> from = request.parameter("from");
        boolean found = from.isEmpty()
                ? repositories.anyHasBlob(request::mayRead, digest)
                : from.filter(RepositoryName::isValid)
                        .map(RepositoryName::new)
                        .flatMap(repositories::find)
                        .filter(source -> source.hasBlob(digest))
                        .isPresent();
        return found && repositories.findOrCreate(target).mountBlob(digest);
    }

    private Response openSession(Request request, RepositoryName name) throws IOException, RefusedException {
        String id = sessions.start(name, DigestParameter.algorithm(request));
        return Response.of(202)
                .header(Location.HEADER, Location.ofUpload(name, id))
                .header("Range", Upload.range(0))
                .header("Docker-Upload-UUID", id);
    }

    private Response storeWhole(Request request, RepositoryName name, Digest digest)
            throws IOException, RefusedException {
        Upload upload = sessions.newUpload(digest.algorithm());
        try {
            upload.append(request.body());
            return commit.commit(name, upload, digest);
        } finally {
            Files.deleteIfExists(upload.file());
        }
    }
}
