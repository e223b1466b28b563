package dev.dockdash.image;

import dev.dockdash.oci.History;
import java.util.Objects;
import java.util.Optional;

/**
 * What one layer did to one path.
 *
 * @param kind what it did
 * @param layer the number of the layer, counted from the base layer, 0
 * @param history how the layer came to be; empty when the image's history does not fit its layers
 */
public record FileChange(Kind kind, int layer, Optional<History> history) {

    /** What a layer can do to a path. */
    public enum Kind {
        /** There was nothing before. */
        ADDED,
        /** There was something before, and the layer has an entry for it again, be it different or not. */
        CHANGED,
        /** There was something before, and the layer hides it or what it lay in. */
        DELETED
    }

    /** Creates a change. */
    public FileChange {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(history, "history");
    }

    /** Returns the command that made the layer, if it is known. */
    public Optional<String> createdBy() {
        return history.flatMap(History::createdBy);
    }

    /** Returns the change as a line: {@code changed by layer 2 (RUN apt-get update)}. */
    @Override
    public String toString() {
        String what = switch (kind) {
            case ADDED -> "added";
            case CHANGED -> "changed";
            case DELETED -> "deleted";
        };
        return what + " by layer " + layer
                + createdBy().map(command -> " (" + command + ")").orElse("");
    }
}
