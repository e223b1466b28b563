package dev.dockdash.oci;

import dev.dockdash.internal.json.JsonObject;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How one layer came to be, or one change of the config alone.
 *
 * @param created when
 * @param createdBy the command that made it
 * @param author who
 * @param comment a note
 * @param emptyLayer whether the step made no layer
 */
public record History(
        Optional<Instant> created,
        Optional<String> createdBy,
        Optional<String> author,
        Optional<String> comment,
        boolean emptyLayer) {

    /** Creates a history entry. */
    public History {
        Objects.requireNonNull(created, "created");
        Objects.requireNonNull(createdBy, "createdBy");
        Objects.requireNonNull(author, "author");
        Objects.requireNonNull(comment, "comment");
    }

    static History read(JsonObject json) {
        return new History(
                Timestamps.read(json, "created"),
                json.text("created_by"),
                json.text("author"),
                json.text("comment"),
                json.flag("empty_layer"));
    }
}
