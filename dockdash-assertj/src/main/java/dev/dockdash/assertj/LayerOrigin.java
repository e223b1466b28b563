package dev.dockdash.assertj;

import dev.dockdash.image.FileEntry;
import dev.dockdash.layer.Layer;
import dev.dockdash.layer.LayerEntry;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The entry that gave a file of the merged view its content and attributes.
 *
 * @param layer the number of its layer
 * @param index its number in that layer
 * @param entry the entry
 */
record LayerOrigin(int layer, int index, LayerEntry entry) {

    /** Links of links end here; real layers have none. */
    private static final int MAX_LINKS = 40;

    /**
     * Finds the entry of a file by its path; another name of a file leads to the file's own.
     *
     * @throws IOException if a layer cannot be read
     */
    static Optional<LayerOrigin> find(List<Layer> layers, FileEntry file) throws IOException {
        String path = file.path();
        int from = layers.size() - 1;
        for (int links = 0; links < MAX_LINKS; links++) {
            Optional<LayerOrigin> found = topmost(layers, path, from);
            if (found.isPresent() && found.get().entry() instanceof LayerEntry.HardLink link) {
                path = CanonicalPath.ofEntry(link.target());
                from = found.get().layer();
            } else {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<LayerOrigin> topmost(List<Layer> layers, String path, int from) throws IOException {
        for (int layer = from; layer >= 0; layer--) {
            List<LayerEntry> entries = layers.get(layer).entries();
            for (int i = entries.size() - 1; i >= 0; i--) {
                if (CanonicalPath.ofEntry(entries.get(i).path()).equals(path)) {
                    return Optional.of(new LayerOrigin(layer, i, entries.get(i)));
                }
            }
        }
        return Optional.empty();
    }
}
