package dev.dockdash.oci;

import dev.dockdash.internal.json.JsonObject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Reads the RFC 3339 times of configs, with any offset. */
final class Timestamps {

    private Timestamps() {}

    static Optional<Instant> read(JsonObject json, String field) {
        return json.text(field)
                .filter(text -> !text.isEmpty())
                .map(text -> json.parsed(
                        field, text, value -> OffsetDateTime.parse(value).toInstant()));
    }
}
