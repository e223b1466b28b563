package dev.dockdash.image;

import java.util.Objects;

/**
 * Something about an image that is not as it should be.
 *
 * @param subject what it is about, such as {@code layer 2 sha256:…}
 * @param property which property of it, such as {@code size}
 * @param found what was found
 * @param expected what was expected, and where that is said
 */
public record Finding(String subject, String property, String found, String expected) {

    /** Creates a finding. */
    public Finding {
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(property, "property");
        Objects.requireNonNull(found, "found");
        Objects.requireNonNull(expected, "expected");
    }

    /** Returns the finding as a line. */
    @Override
    public String toString() {
        return subject + ": the " + property + " is " + found + "; expected " + expected;
    }
}
