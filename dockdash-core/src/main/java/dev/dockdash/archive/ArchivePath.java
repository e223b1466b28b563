package dev.dockdash.archive;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Names in archives in the one form in which they are compared: without {@code .}, {@code ..} and leading slashes. */
final class ArchivePath {

    private ArchivePath() {}

    /** Returns the canonical form of a name, or empty if it leads out of the archive. */
    static Optional<String> of(String name) {
        return resolve("", name);
    }

    /**
     * Returns where a symbolic link leads, or empty if that is outside the archive.
     *
     * @param link the canonical name of the link
     */
    static Optional<String> ofLink(String link, String target) {
        if (target.startsWith("/")) {
            return Optional.empty();
        }
        return resolve(link.substring(0, Math.max(0, link.lastIndexOf('/'))), target);
    }

    private static Optional<String> resolve(String folder, String name) {
        Deque<String> parts = new ArrayDeque<>();
        for (String part : (folder + "/" + name).split("/", -1)) {
            if (part.equals("..")) {
                if (parts.pollLast() == null) {
                    return Optional.empty();
                }
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return Optional.of(String.join("/", parts));
    }
}
