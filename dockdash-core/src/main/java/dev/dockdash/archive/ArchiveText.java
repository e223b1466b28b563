package dev.dockdash.archive;

import java.util.Collection;
import java.util.stream.Collectors;

/** What strangers wrote, as it may be shown in a message. */
final class ArchiveText {

    private static final int MAX_LENGTH = 120;
    private static final int MAX_CHOICES = 20;

    private ArchiveText() {}

    /** Returns a text without control characters, and not longer than a line. */
    static String of(String text) {
        String start = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "…" : text;
        return start.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]", "?");
    }

    /** Returns the choices that there are, each once, in their order; a long list is cut off. */
    static String list(Collection<String> choices) {
        String shown = choices.stream()
                .distinct()
                .limit(MAX_CHOICES)
                .map(ArchiveText::of)
                .collect(Collectors.joining(", "));
        long more = choices.stream().distinct().count() - MAX_CHOICES;
        return shown.isEmpty() ? "none" : shown + (more > 0 ? " and " + more + " more" : "");
    }
}
