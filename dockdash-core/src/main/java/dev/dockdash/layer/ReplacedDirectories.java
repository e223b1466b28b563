package dev.dockdash.layer;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * The directories of a base under a layer that makes some of them itself: where the base has something else at such a
 * path, a link say, the layer replaces it, and nothing of the base is below it any more.
 */
final class ReplacedDirectories implements BaseDirectories {

    private final BaseDirectories base;
    private final Set<String> replaced = new HashSet<>();

    ReplacedDirectories(BaseDirectories base, Collection<PlannedEntry> entries) {
        this.base = base;
        for (PlannedEntry entry : entries) {
            if (entry.isDirectory() && !entry.implied() && !isDirectoryItself(entry.path())) {
                replaced.add(entry.path());
            }
        }
    }

    @Override
    public Location locate(String path) {
        for (String above = path; !above.equals(EntryPath.ROOT); above = EntryPath.parent(above)) {
            if (replaced.contains(above)) {
                return new Location(path, false);
            }
        }
        return base.locate(path);
    }

    private boolean isDirectoryItself(String path) {
        Location location = base.locate(path);
        return location.exists() && location.path().equals(path);
    }
}
