package dev.dockdash.registry;

import dev.dockdash.oci.Digest;
import java.io.IOException;
import okhttp3.HttpUrl;
import okhttp3.Request;

/** Deletes from one repository. */
record Deletion(Session session, Repository repository) {

    void manifest(String tagOrDigest) throws IOException {
        delete(repository.manifest(tagOrDigest));
    }

    void blob(Digest digest) throws IOException {
        delete(repository.blob(digest));
    }

    private void delete(HttpUrl url) throws IOException {
        Request delete = Repository.request(url, repository.deleting()).delete().build();
        Expected expected = Expected.of(
                "expected 202; a registry that answers 400, 404 or 405 may not be set up to delete, or not by tag",
                200,
                202,
                204);
        session.transport().send(delete, expected).close();
    }
}
