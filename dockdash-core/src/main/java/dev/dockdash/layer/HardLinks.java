package dev.dockdash.layer;

import dev.dockdash.internal.tar.TarEntryType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Arranges the names of files that have several: a tar is read in its order, so the first name gets the content and the
 * others link to it, with its attributes.
 */
final class HardLinks {

    private final List<PlannedEntry> entries;
    private final Map<String, Integer> files = new HashMap<>();
    private final Map<String, String> targets = new HashMap<>();
    private final Map<String, String> movedTo = new HashMap<>();

    private HardLinks(List<PlannedEntry> sorted) {
        this.entries = new ArrayList<>(sorted);
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).type() == TarEntryType.REGULAR_FILE) {
                files.put(entries.get(i).path(), i);
            } else if (entries.get(i).type() == TarEntryType.HARD_LINK) {
                targets.put(entries.get(i).path(), entries.get(i).linkName());
            }
        }
    }

    /** Returns sorted entries with their links arranged; links to files of lower layers stay as they are. */
    static List<PlannedEntry> resolve(List<PlannedEntry> sorted) {
        if (sorted.stream().noneMatch(entry -> entry.type() == TarEntryType.HARD_LINK)) {
            return List.copyOf(sorted);
        }
        HardLinks links = new HardLinks(sorted);
        for (int i = 0; i < sorted.size(); i++) {
            if (links.entries.get(i).type() == TarEntryType.HARD_LINK) {
                links.arrange(i);
            }
        }
        return List.copyOf(links.entries);
    }

    /** Follows links to other links; no further than there are links, should they go in a circle. */
    private String fileOf(String path) {
        String file = path;
        for (int i = 0; i < targets.size() && targets.containsKey(file); i++) {
            file = targets.getOrDefault(file, file);
        }
        return file;
    }

    private void arrange(int i) {
        PlannedEntry link = entries.get(i);
        String named = fileOf(link.linkName());
        String target = movedTo.getOrDefault(named, named);
        Integer place = files.get(target);
        if (place == null) {
            return;
        }
        PlannedEntry file = entries.get(place);
        if (place < i) {
            entries.set(i, LinkSource.hardLinkTo(target, file.at(link.path(), "")));
        } else {
            entries.set(i, file.at(link.path(), ""));
            entries.set(place, LinkSource.hardLinkTo(link.path(), file));
            files.put(link.path(), i);
            files.remove(target);
            movedTo.put(target, link.path());
        }
    }
}
