package dev.dockdash.assertj;

import dev.dockdash.image.FileChange;

/**
 * How many paths a layer added, changed and deleted.
 *
 * @param added how many it added
 * @param changed how many it has again, be they different or not
 * @param deleted how many it deleted
 */
record LayerCounts(int added, int changed, int deleted) {

    static final LayerCounts NONE = new LayerCounts(0, 0, 0);

    /** Returns these counts with one more. */
    LayerCounts plus(FileChange.Kind kind) {
        return switch (kind) {
            case ADDED -> new LayerCounts(added + 1, changed, deleted);
            case CHANGED -> new LayerCounts(added, changed + 1, deleted);
            case DELETED -> new LayerCounts(added, changed, deleted + 1);
        };
    }
}
