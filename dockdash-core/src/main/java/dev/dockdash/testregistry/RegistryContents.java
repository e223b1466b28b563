package dev.dockdash.testregistry;

import dev.dockdash.oci.Digest;
import java.util.List;
import java.util.Optional;

/**
 * What an {@linkplain EmbeddedRegistry#contents embedded registry} holds, whatever it refuses to its clients.
 *
 * <p>Asking for it is no request: none is recorded, none needs a password, and no fault strikes it. Thread-safe.
 */
public final class RegistryContents {

    private final Repositories repositories;

    RegistryContents(Repositories repositories) {
        this.repositories = repositories;
    }

    /**
     * Returns the tags of a repository in ASCII order; empty if it has none or does not exist.
     *
     * @throws IllegalArgumentException if the name of the repository is malformed
     */
    public List<String> tags(String repository) {
        return find(repository).map(Repository::tags).orElse(List.of());
    }

    /**
     * Returns the digest of a manifest or index; empty if the repository does not have it.
     *
     * @param reference its tag or digest
     * @throws IllegalArgumentException if the name of the repository or the digest is malformed
     */
    public Optional<Digest> manifest(String repository, String reference) {
        Optional<Digest> digest = digest(reference);
        return find(repository)
                .flatMap(found -> digest.isPresent() ? found.manifest(digest.get()) : found.manifest(reference))
                .map(StoredManifest::digest);
    }

    /**
     * Tells whether a repository has a blob.
     *
     * @throws IllegalArgumentException if the name of the repository is malformed
     */
    public boolean hasBlob(String repository, Digest digest) {
        return find(repository).filter(found -> found.hasBlob(digest)).isPresent();
    }

    /**
     * Returns the digests of the manifests that refer to another as their subject, in the order in which they were pushed.
     *
     * @throws IllegalArgumentException if the name of the repository is malformed
     */
    public List<Digest> referrers(String repository, Digest subject) {
        return find(repository).map(found -> found.referrers(subject)).orElse(List.of()).stream()
                .map(StoredManifest::digest)
                .toList();
    }

    private Optional<Repository> find(String repository) {
        try {
            return repositories.find(RepositoryName.parse(repository));
        } catch (RefusedException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static Optional<Digest> digest(String reference) {
        try {
            return ManifestReference.parse(reference).digest();
        } catch (RefusedException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
