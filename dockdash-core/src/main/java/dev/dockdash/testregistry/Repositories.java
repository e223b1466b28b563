package dev.dockdash.testregistry;

import dev.dockdash.oci.Digest;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** All repositories of a registry, each there from its first push on; thread-safe. */
final class Repositories {

    private final ContentStore store;
    private final Map<RepositoryName, Repository> byName = new ConcurrentHashMap<>();

    Repositories(ContentStore store) {
        this.store = store;
    }

    /** Returns the repository, empty if nothing was ever pushed to it. */
    Optional<Repository> find(RepositoryName name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Returns the repository, new if nothing was pushed to it yet. */
    Repository findOrCreate(RepositoryName name) {
        return byName.computeIfAbsent(name, key -> new Repository(store));
    }

    /** Tells whether any of those repositories has a blob. */
    boolean anyHasBlob(Predicate<RepositoryName> among, Digest digest) {
        return byName.entrySet().stream()
                .anyMatch(
                        entry -> among.test(entry.getKey()) && entry.getValue().hasBlob(digest));
    }
}
