package dev.dockdash.registry;

import java.io.IOException;
import java.util.Optional;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Puts manifests and indexes into one repository. */
record ManifestPush(Transport transport, Repository repository) {

    /**
     * Puts a document under a tag or its digest.
     *
     * @return whether the registry says that it keeps referrers by itself
     */
    boolean put(ManifestBytes document, String tagOrDigest) throws IOException {
        Request put = Repository.request(repository.manifest(tagOrDigest), repository.pushing())
                .put(RequestBody.create(
                        document.bytes(), MediaType.get(document.mediaType().value())))
                .build();
        Expected expected = Expected.of("expected 201 for manifest " + document.digest(), 201);
        return transport.retries().run(number -> {
            // The answer to the last attempt may be all that was lost.
            if (number > 1 && isThere(document, tagOrDigest)) {
                return false;
            }
            try (Response response = transport.once(put, expected)) {
                UploadRequests.requireDigest(response, document.digest(), "the manifest");
                if (response.header(ManifestFetch.DIGEST_HEADER) == null) {
                    requireStored(document, tagOrDigest);
                }
                return response.header("OCI-Subject") != null;
            }
        });
    }

    private boolean isThere(ManifestBytes document, String tagOrDigest) throws IOException {
        return stored(tagOrDigest).filter(document.digest().toString()::equals).isPresent();
    }

    private void requireStored(ManifestBytes document, String tagOrDigest) throws IOException {
        // A registry that names digests nowhere is asked for the bytes, which one has in any case.
        Optional<String> named = stored(tagOrDigest);
        Optional<String> stored = named.isPresent() ? named : fetched(tagOrDigest);
        if (!stored.equals(Optional.of(document.digest().toString()))) {
            throw new RefusedException("PUT " + Urls.redacted(repository.manifest(tagOrDigest))
                    + ": expected the manifest " + document.digest() + " to be stored but the registry now has "
                    + stored.orElse("none").replaceAll("\\p{Cntrl}", "?"));
        }
    }

    private Optional<String> fetched(String tagOrDigest) throws IOException {
        return new ManifestFetch(transport, repository)
                .find(tagOrDigest)
                .map(document -> document.digest().toString());
    }

    private Optional<String> stored(String tagOrDigest) throws IOException {
        return new ManifestFetch(transport, repository).head(tagOrDigest, repository.pushing());
    }
}
