package dev.dockdash.testregistry;

import dev.dockdash.oci.Digest;
import java.io.IOException;
import java.nio.file.Files;

/** The end of every push of a blob: nothing is in a repository before its digest was verified. */
final class BlobCommit {

    private final Repositories repositories;

    BlobCommit(Repositories repositories) {
        this.repositories = repositories;
    }

    /**
     * Moves an upload into a repository, or deletes it.
     *
     * @throws RefusedException if its bytes have another digest
     */
    Response commit(RepositoryName name, Upload upload, Digest expected) throws IOException, RefusedException {
        try {
            Digest actual = upload.digest();
            if (!actual.equals(expected)) {
                throw new RefusedException(
                        ErrorCode.DIGEST_INVALID,
                        "The blob pushed to " + name + " was to have the digest " + expected + " but has " + actual
                                + " (" + upload.size() + " bytes); nothing was stored");
            }
            repositories.findOrCreate(name).addBlob(expected, upload.file());
        } finally {
            Files.deleteIfExists(upload.file());
        }
        return created(name, expected);
    }

    /** Returns the answer that a blob is in a repository. */
    static Response created(RepositoryName name, Digest digest) {
        return Response.of(201)
                .header(Location.HEADER, Location.ofBlob(name, digest))
                .header("Docker-Content-Digest", digest.toString());
    }
}
