package dev.dockdash.image;

import dev.dockdash.image.FileChange.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

/** Which layers did what to a name: at most one thing for each layer, however many entries it has for it. */
final class Changes {

    private static final List<Kind> KINDS = List.of(Kind.ADDED, Kind.CHANGED, Kind.DELETED);
    private static final int[] NONE = {};

    /** For each change the layer times four plus the place of its kind: there is one such array for every path. */
    private int[] log = NONE;

    /** Takes note that a layer left something or nothing; what the same layer did before does not count any more. */
    void add(int layer, boolean isThere) {
        int before = log.length;
        if (before > 0 && log[before - 1] / 4 == layer) {
            before--;
        }
        boolean wasThere = before > 0 && KINDS.get(log[before - 1] % 4) != Kind.DELETED;
        if (!wasThere && !isThere) {
            log = Arrays.copyOf(log, before);
            return;
        }
        Kind kind = wasThere ? isThere ? Kind.CHANGED : Kind.DELETED : Kind.ADDED;
        log = Arrays.copyOf(log, before + 1);
        log[before] = layer * 4 + KINDS.indexOf(kind);
    }

    /** Calls back for every change, oldest first. */
    void forEach(BiConsumer<Kind, Integer> action) {
        for (int change : log) {
            action.accept(KINDS.get(change % 4), change / 4);
        }
    }
}
