package dev.dockdash.testregistry;

import dev.dockdash.oci.Digest;
import dev.dockdash.oci.DigestAlgorithm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes manifests in, byte for byte, if everything that they are made of is there.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pushing-manifests">distribution-spec,
 *     pushing manifests</a>
 */
final class ManifestPushEndpoint {

    /** Four MiB, at least what the specification wants accepted; the only content that is ever held in memory. */
    private static final int MAX_SIZE = 4 << 20;

    private final Repositories repositories;
    private final ContentStore store;

    ManifestPushEndpoint(Repositories repositories, ContentStore store) {
        this.repositories = repositories;
        this.store = store;
    }

    Response put(Request request) throws IOException, RefusedException {
        Route route = request.route();
        RepositoryName name = route.requiredRepository();
        ManifestReference reference = ManifestReference.parse(route.reference());
        List<String> tags = tags(request, reference);
        byte[] bytes = read(request);
        Digest digest = verifiedDigest(reference, bytes);
        ManifestDocument document = ManifestDocument.parse(request.header("Content-Type"), bytes);
        requireContent(name, document);
        store(name, new StoredManifest(digest, document.mediaType(), bytes.length, document.subject()), bytes, tags);
        return created(name, digest, document, reference.digest().isPresent() ? tags : List.of());
    }

    /** A push by tag sets this tag; a push by digest sets those of the query. */
    private static List<String> tags(Request request, ManifestReference reference) throws RefusedException {
        if (reference.digest().isEmpty()) {
            return List.of(ManifestReference.requireTag(reference.text()));
        }
        List<String> tags = new ArrayList<>();
        for (String tag : request.parameters("tag")) {
            tags.add(ManifestReference.requireTag(tag));
        }
        return tags;
    }

    private static byte[] read(Request request) throws IOException, RefusedException {
        boolean tooLarge = request.body().length().orElse(0) > MAX_SIZE;
        byte[] bytes = tooLarge ? new byte[0] : request.body().readNBytes(MAX_SIZE + 1);
        if (tooLarge || bytes.length > MAX_SIZE) {
            throw new RefusedException(
                    ErrorCode.MANIFEST_INVALID, 413, "The manifest is larger than " + MAX_SIZE + " bytes");
        }
        return bytes;
    }

    private static Digest verifiedDigest(ManifestReference reference, byte[] bytes) throws RefusedException {
        DigestAlgorithm algorithm = reference.digest().map(Digest::algorithm).orElse(DigestAlgorithm.SHA256);
        MessageDigest hash = algorithm.newMessageDigest();
        hash.update(bytes);
        Digest actual = Digest.of(algorithm, hash);
        Digest expected = reference.digest().orElse(actual);
        if (!actual.equals(expected)) {
            throw new RefusedException(
                    ErrorCode.DIGEST_INVALID,
                    "The manifest was to have the digest " + expected + " but has " + actual + "; nothing was stored");
        }
        return actual;
    }

    private void requireContent(RepositoryName name, ManifestDocument document) throws RefusedException {
        Optional<Repository> repository = repositories.find(name);
        for (Digest blob : document.blobs()) {
            if (repository.isEmpty() || !repository.get().hasBlob(blob)) {
                throw missing(name, "blob", blob);
            }
        }
        for (Digest manifest : document.manifests()) {
            if (repository.isEmpty() || repository.get().manifest(manifest).isEmpty()) {
                throw missing(name, "manifest", manifest);
            }
        }
    }

    private void store(RepositoryName name, StoredManifest manifest, byte[] bytes, List<String> tags)
            throws IOException {
        Path file = store.newFile();
        try {
            Files.write(file, bytes);
            repositories.findOrCreate(name).addManifest(manifest, file, tags);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static Response created(RepositoryName name, Digest digest, ManifestDocument document, List<String> tags) {
        Response response = Response.of(201)
                .header(Location.HEADER, Location.ofManifest(name, digest))
                .header("Docker-Content-Digest", digest.toString());
        if (document.subject().isPresent()) {
            response = response.header("OCI-Subject", document.subject().get().toString());
        }
        for (String tag : tags) {
            response = response.header("OCI-Tag", tag);
        }
        return response;
    }

    private static RefusedException missing(RepositoryName name, String kind, Digest digest) {
        return new RefusedException(
                ErrorCode.MANIFEST_BLOB_UNKNOWN,
                "The manifest refers to the " + kind + " " + digest + ", which the repository " + name
                        + " does not have: push it first");
    }
}
