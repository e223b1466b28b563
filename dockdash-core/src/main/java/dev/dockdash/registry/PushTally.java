package dev.dockdash.registry;

import dev.dockdash.blob.Blob;
import dev.dockdash.oci.Digest;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts what became of the blobs of a push. Thread-safe. */
final class PushTally {

    /** How a blob came to be where it should. */
    enum Outcome {
        SENT,
        /** Sent before the push, perhaps long before. */
        SENT_EARLY,
        MOUNTED,
        FOUND
    }

    private final Map<Digest, Outcome> outcomes = new LinkedHashMap<>();
    private final Map<Digest, Blob> blobs = new LinkedHashMap<>();

    synchronized void add(Blob blob, Outcome outcome) {
        outcomes.put(blob.digest(), outcome);
        blobs.put(blob.digest(), blob);
    }

    /** Returns the blobs that this push did not send, because the registry has them, as it said now or earlier. */
    synchronized List<Blob> notSent() {
        return blobs.values().stream()
                .filter(blob -> outcomes.get(blob.digest()) != Outcome.SENT)
                .toList();
    }

    synchronized PushSummary summary(Digest digest) {
        Map<Outcome, BlobCount> counts = new EnumMap<>(Outcome.class);
        blobs.values().forEach(blob -> {
            Outcome known = outcomes.getOrDefault(blob.digest(), Outcome.FOUND);
            Outcome outcome = known == Outcome.SENT_EARLY ? Outcome.SENT : known;
            counts.put(outcome, counts.getOrDefault(outcome, BlobCount.NONE).plus(blob.size()));
        });
        return new PushSummary(
                digest,
                counts.getOrDefault(Outcome.SENT, BlobCount.NONE),
                counts.getOrDefault(Outcome.MOUNTED, BlobCount.NONE),
                counts.getOrDefault(Outcome.FOUND, BlobCount.NONE));
    }
}
