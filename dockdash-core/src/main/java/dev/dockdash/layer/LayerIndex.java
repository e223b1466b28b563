package dev.dockdash.layer;

import java.util.ArrayList;
import java.util.List;

/**
 * The entries of a layer and the places of their contents, without the contents, and what proves its blob. Immutable.
 *
 * @param entries the entries in the order of the tar
 * @param contents for each the place of its content, an empty one for all without
 * @param hashes those of the blob
 */
record LayerIndex(List<LayerEntry> entries, List<StoredContent> contents, PrefixHashes hashes) {

    LayerIndex {
        entries = List.copyOf(entries);
        contents = List.copyOf(contents);
    }

    /** Collects entries in their order. */
    static final class Builder {

        private final List<LayerEntry> entries = new ArrayList<>();
        private final List<StoredContent> contents = new ArrayList<>();

        void add(LayerEntry entry) {
            add(entry, StoredContent.EMPTY);
        }

        void add(LayerEntry entry, StoredContent content) {
            entries.add(entry);
            contents.add(content);
        }

        int size() {
            return entries.size();
        }

        LayerIndex build(PrefixHashes hashes) {
            return new LayerIndex(entries, contents, hashes);
        }
    }
}
