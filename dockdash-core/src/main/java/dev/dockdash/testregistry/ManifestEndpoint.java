package dev.dockdash.testregistry;

import dev.dockdash.oci.Digest;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/**
 * Manifests: reading and deleting them by digest or tag.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pulling-manifests">distribution-spec,
 *     pulling manifests</a>
 */
final class ManifestEndpoint {

    private final Repositories repositories;
    private final ContentStore store;

    ManifestEndpoint(Repositories repositories, ContentStore store) {
        this.repositories = repositories;
        this.store = store;
    }

    Response get(Request request) throws IOException, RefusedException {
        Route route = request.route();
        StoredManifest manifest = find(route);
        FileChannel channel = open(route, manifest.digest());
        return Response.of(200)
                .content(manifest.mediaType().value(), Channels.newInputStream(channel), manifest.size())
                .header("Docker-Content-Digest", manifest.digest().toString())
                .header("ETag", '"' + manifest.digest().toString() + '"');
    }

    Response delete(Request request) throws IOException, RefusedException {
        Route route = request.route();
        ManifestReference reference = ManifestReference.parse(route.reference());
        Optional<Repository> repository = repositories.find(route.requiredRepository());
        if (repository.isEmpty() || !delete(repository.get(), reference)) {
            throw unknown(route);
        }
        return Response.of(202);
    }

    private static boolean delete(Repository repository, ManifestReference reference) throws IOException {
        return reference.digest().isPresent()
                ? repository.removeManifest(reference.digest().get())
                : repository.removeTag(reference.text());
    }

    private StoredManifest find(Route route) throws RefusedException {
        ManifestReference reference = ManifestReference.parse(route.reference());
        return repositories
                .find(route.requiredRepository())
                .flatMap(repository -> reference
                        .digest()
                        .map(repository::manifest)
                        .orElseGet(() -> repository.manifest(reference.text())))
                .orElseThrow(() -> unknown(route));
    }

    private FileChannel open(Route route, Digest digest) throws IOException, RefusedException {
        try {
            return store.open(digest);
        } catch (NoSuchFileException e) {
            throw unknown(route);
        }
    }

    private RefusedException unknown(Route route) {
        RepositoryName name = route.requiredRepository();
        return repositories.find(name).isEmpty()
                ? new RefusedException(ErrorCode.NAME_UNKNOWN, "Nothing was ever pushed to the repository " + name)
                : new RefusedException(
                        ErrorCode.MANIFEST_UNKNOWN, "The repository " + name + " has no manifest " + route.reference());
    }
}
