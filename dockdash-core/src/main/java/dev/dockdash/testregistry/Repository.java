package dev.dockdash.testregistry;

import dev.dockdash.oci.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The blobs, manifests and tags of one repository; thread-safe. */
final class Repository {

    private final ContentStore store;
    private final Set<Digest> blobs = new HashSet<>();
    private final Map<Digest, StoredManifest> manifests = new LinkedHashMap<>();
    private final TreeMap<String, Digest> tags = new TreeMap<>();

    Repository(ContentStore store) {
        this.store = store;
    }

    synchronized boolean hasBlob(Digest digest) {
        return blobs.contains(digest);
    }

    /** Takes over a file whose digest was verified. */
    synchronized void addBlob(Digest digest, Path file) throws IOException {
        store.adopt(digest, file);
        if (!blobs.add(digest)) {
            store.release(digest);
        }
    }

    /** Adds a blob that another repository has; {@code false} if it is gone. */
    synchronized boolean mountBlob(Digest digest) {
        if (blobs.contains(digest)) {
            return true;
        }
        return store.hold(digest) && blobs.add(digest);
    }

    /** Removes a blob; {@code false} if there is none. */
    synchronized boolean removeBlob(Digest digest) throws IOException {
        boolean removed = blobs.remove(digest);
        if (removed) {
            store.release(digest);
        }
        return removed;
    }

    /** Takes over the verified file of a manifest and moves these tags to it. */
    synchronized void addManifest(StoredManifest manifest, Path file, List<String> newTags) throws IOException {
        store.adopt(manifest.digest(), file);
        if (manifests.put(manifest.digest(), manifest) != null) {
            store.release(manifest.digest());
        }
        newTags.forEach(tag -> tags.put(tag, manifest.digest()));
    }

    synchronized Optional<StoredManifest> manifest(Digest digest) {
        return Optional.ofNullable(manifests.get(digest));
    }

    synchronized Optional<StoredManifest> manifest(String tag) {
        return Optional.ofNullable(tags.get(tag)).map(manifests::get);
    }

    /** Removes a manifest and every tag on it; {@code false} if there is none. */
    synchronized boolean removeManifest(Digest digest) throws IOException {
        boolean removed = manifests.remove(digest) != null;
        if (removed) {
            tags.values().removeIf(digest::equals);
            store.release(digest);
        }
        return removed;
    }

    /** Removes a tag and keeps its manifest; {@code false} if there is none. */
    synchronized boolean removeTag(String tag) {
        return tags.remove(tag) != null;
    }

    /** Returns the tags in ASCII order. */
    synchronized List<String> tags() {
        return List.copyOf(tags.keySet());
    }

    /** Returns the tags behind {@code last}, whether or not it exists, in ASCII order. */
    synchronized List<String> tagsAfter(String last) {
        return List.copyOf(tags.tailMap(last, false).keySet());
    }

    /** Returns the manifests that refer to {@code subject}, in the order in which they were pushed. */
    synchronized List<StoredManifest> referrers(Digest subject) {
        List<StoredManifest> referrers = new ArrayList<>(manifests.values());
        referrers.removeIf(manifest -> !manifest.subject().equals(Optional.of(subject)));
        return referrers;
    }
}
