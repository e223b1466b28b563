package dev.dockdash.image;

import dev.dockdash.layer.LayerEntry;
import java.util.List;
import java.util.Set;

/**
 * What an eStargz layer has beside its files: a table of contents, which is its last entry, and marks for those who read
 * it lazily. Containers do not see them.
 *
 * @see <a href="https://github.com/containerd/stargz-snapshotter/blob/v0.15.1/docs/estargz.md">eStargz</a>
 */
final class Stargz {

    private static final String TOC = "stargz.index.json";
    private static final Set<String> HIDDEN = Set.of(TOC, ".prefetch.landmark", ".no.prefetch.landmark");

    private final boolean present;

    private Stargz(boolean present) {
        this.present = present;
    }

    /** Finds out whether these are the entries of such a layer. */
    static Stargz of(List<LayerEntry> entries) {
        if (entries.isEmpty()) {
            return new Stargz(false);
        }
        LayerEntry last = entries.get(entries.size() - 1);
        return new Stargz(last instanceof LayerEntry.RegularFile
                && PathNames.split(last.path()).equals(List.of(TOC)));
    }

    boolean hides(List<String> names) {
        return present && names.size() == 1 && HIDDEN.contains(names.get(0));
    }
}
