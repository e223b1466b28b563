package dev.dockdash.layer;

import dev.dockdash.internal.tar.TarEntryType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The entries of a layer before it is written: sorted, each path once, every parent there.
 *
 * @param entries the entries in the order of the archive
 */
record LayerPlan(List<PlannedEntry> entries) {

    private static final String MADE_UP = "parent of other entries";

    /**
     * Sorts and completes entries.
     *
     * @throws IllegalArgumentException if two sources claim one path, or one puts an entry below a file or link
     */
    static LayerPlan of(List<PlannedEntry> requested) {
        return isComplete(requested)
                ? new LayerPlan(HardLinks.resolve(requested))
                : of(requested, path -> new BaseDirectories.Location(path, false));
    }

    /** Tells whether nothing is to be sorted or added, as when the entries are those of one tree. */
    private static boolean isComplete(List<PlannedEntry> entries) {
        Deque<String> open = new ArrayDeque<>();
        open.push(EntryPath.ROOT);
        String last = EntryPath.ROOT;
        for (PlannedEntry entry : entries) {
            String path = entry.path();
            String parent = EntryPath.parent(path);
            while (!open.isEmpty() && !open.peek().equals(parent)) {
                open.pop();
            }
            if (open.isEmpty() || EntryPath.compare(last, path) >= 0) {
                return false;
            }
            if (entry.isDirectory()) {
                open.push(path);
            }
            last = path;
        }
        return true;
    }

    private static LayerPlan of(Collection<PlannedEntry> requested, BaseDirectories base) {
        Map<String, PlannedEntry> byPath = new LinkedHashMap<>(requested.size() * 2);
        for (PlannedEntry entry : requested) {
            byPath.merge(entry.path(), entry, LayerPlan::sameDirectory);
        }
        String last = EntryPath.ROOT;
        for (PlannedEntry entry : requested) {
            String parent = EntryPath.parent(entry.path());
            if (!parent.equals(last)) {
                addParents(entry, parent, byPath, base);
                last = parent;
            }
        }
        List<PlannedEntry> sorted = new ArrayList<>(byPath.values());
        sorted.sort(Comparator.comparing(PlannedEntry::path, EntryPath::compare));
        return new LayerPlan(HardLinks.resolve(sorted));
    }

    /** Returns the directories that are here only because something lies in them. */
    List<String> impliedDirectories() {
        return entries.stream()
                .filter(PlannedEntry::implied)
                .map(PlannedEntry::path)
                .toList();
    }

    /** Returns this plan as it must be on a base: without the directories that the base has, through its links. */
    LayerPlan onto(BaseDirectories base) {
        Map<String, String> moved = new HashMap<>();
        BaseDirectories below = new ReplacedDirectories(base, entries);
        List<PlannedEntry> kept = new ArrayList<>(entries.size());
        for (PlannedEntry entry : entries) {
            String parent = EntryPath.parent(entry.path());
            String path = EntryPath.child(moved.getOrDefault(parent, parent), EntryPath.name(entry.path()));
            if (entry.implied()) {
                BaseDirectories.Location location = below.locate(path);
                moved.put(entry.path(), location.path());
                if (!location.exists()) {
                    kept.add(entry.at(location.path(), ""));
                }
            } else {
                moved.put(entry.path(), path);
                kept.add(entry.at(path, entry.linkName()));
            }
        }
        return of(withMovedTargets(kept, moved), below);
    }

    private static List<PlannedEntry> withMovedTargets(List<PlannedEntry> entries, Map<String, String> moved) {
        return entries.stream()
                .map(entry -> entry.type() == TarEntryType.HARD_LINK
                        ? entry.at(entry.path(), moved.getOrDefault(entry.linkName(), entry.linkName()))
                        : entry)
                .toList();
    }

    private static PlannedEntry sameDirectory(PlannedEntry a, PlannedEntry b) {
        if (a.isDirectory() && b.isDirectory() && (a.implied() || b.implied())) {
            return a.implied() ? b : a;
        }
        throw new IllegalArgumentException(
                "Two sources for /" + a.path() + " in one layer: " + a.origin() + " and " + b.origin());
    }

    private static void addParents(
            PlannedEntry entry, String directParent, Map<String, PlannedEntry> byPath, BaseDirectories base) {
        String parent = directParent;
        while (!parent.equals(EntryPath.ROOT)) {
            PlannedEntry known = byPath.get(parent);
            if (known == null) {
                if (!base.locate(parent).exists()) {
                    byPath.put(parent, PlannedEntry.impliedDirectory(parent, MADE_UP));
                }
            } else if (!known.isDirectory()) {
                throw new IllegalArgumentException("/" + entry.path() + " of " + entry.origin()
                        + " lies below /" + parent + ", which " + known.origin()
                        + " makes a "
                        + known.type().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                        + "; put it where that leads instead");
            } else {
                return;
            }
            parent = EntryPath.parent(parent);
        }
    }
}
