package dev.dockdash.registry;

import dev.dockdash.blob.Blob;
import dev.dockdash.cache.BlobCache;
import dev.dockdash.cache.CacheKey;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.ImageManifest;
import dev.dockdash.oci.ImageReference;
import dev.dockdash.oci.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Remembers in a cache which manifest a reference led to for a platform. */
record ResolvedManifests(BlobCache cache, ImageReference reference, Platform platform) {

    private static final Logger LOG = System.getLogger(ResolvedManifests.class.getName());

    /** What a reference led to: the digest that it names, and the manifest behind it. */
    record Resolved(Digest digest, ImageManifest manifest) {}

    Optional<Resolved> recall() {
        Optional<String[]> note = cache.recall(key()).map(text -> text.strip().split(" ", -1));
        if (note.isEmpty() || note.get().length != 2) {
            return Optional.empty();
        }
        try {
            Optional<Blob> blob = cache.find(Digest.parse(note.get()[1]));
            return blob.isPresent()
                    ? Optional.of(new Resolved(Digest.parse(note.get()[0]), read(blob.get())))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            LOG.log(Level.DEBUG, () -> "Not recalled: " + reference, e);
            return Optional.empty();
        }
    }

    private static ImageManifest read(Blob blob) throws IOException {
        try (InputStream in = blob.open()) {
            return ImageManifest.parse(in.readAllBytes());
        }
    }

    /** A cache that cannot be written forgets; that is no reason for a pull to fail. */
    void remember(Resolved resolved) {
        try {
            Digest stored = cache.add(Blob.of(resolved.manifest().toBytes())).digest();
            cache.remember(key(), resolved.digest() + " " + stored);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, () -> "Not remembered: " + reference, e);
        }
    }

    private CacheKey key() {
        String all = String.join(
                "\n",
                reference.registry(),
                reference.repository(),
                reference.identifier(),
                platform.toString(),
                platform.osVersion().orElse(""),
                platform.osFeatures().toString());
        return new CacheKey("manifests", Digest.of(all.getBytes(StandardCharsets.UTF_8)));
    }
}
