package dev.dockdash.testregistry;

import dev.dockdash.oci.DigestAlgorithm;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The uploads that are going on, each in one repository; thread-safe. */
final class UploadSessions {

    private record Key(RepositoryName repository, String id) {}

    private final ContentStore store;
    private final Map<Key, Upload> running = new ConcurrentHashMap<>();

    UploadSessions(ContentStore store) {
        this.store = store;
    }

    /** Begins a session and returns its id. */
    String start(RepositoryName repository, DigestAlgorithm algorithm) throws IOException {
        String id = UUID.randomUUID().toString();
        running.put(new Key(repository, id), newUpload(algorithm));
        return id;
    }

    /** Returns an upload that belongs to no session: it begins and ends within one request. */
    Upload newUpload(DigestAlgorithm algorithm) throws IOException {
        return new Upload(store.newFile(), algorithm);
    }

    Optional<Upload> find(RepositoryName repository, String id) {
        return Optional.ofNullable(running.get(new Key(repository, id)));
    }

    /** Ends a session and leaves its file to the caller. */
    Optional<Upload> end(RepositoryName repository, String id) {
        return Optional.ofNullable(running.remove(new Key(repository, id)));
    }

    /** Ends a session and deletes its file; {@code false} if there is none. */
    boolean cancel(RepositoryName repository, String id) throws IOException {
        Optional<Upload> ended = end(repository, id);
        if (ended.isPresent()) {
            Files.deleteIfExists(ended.get().file());
        }
        return ended.isPresent();
    }
}
