package dev.dockdash.registry;

import java.time.Instant;

/** A token of a token server, and when to get another. */
record Token(String value, Instant renewal) {

    String header() {
        return "Bearer " + value;
    }

    @Override
    public String toString() {
        return "Token[until " + renewal + "]";
    }
}
