package dev.dockdash.assertj;

import dev.dockdash.layer.Layer;
import dev.dockdash.layer.LayerEntry;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Predicate;

/** Reads the contents of many files of a layer in one pass. */
final class LayerFiles {

    private LayerFiles() {}

    /** Takes the content of a file, which is valid only during the call. */
    interface Visitor {
        void visit(int index, LayerEntry.RegularFile file, InputStream content) throws IOException;
    }

    /**
     * Visits the files that are wanted, in the order of the tar.
     *
     * @throws IOException if the layer cannot be read
     */
    static void visit(Layer layer, Predicate<LayerEntry.RegularFile> wanted, Visitor visitor) throws IOException {
        List<LayerEntry> entries = layer.entries();
        layer.readContents(
                index -> entries.get(index) instanceof LayerEntry.RegularFile file && wanted.test(file),
                (index, content) -> {
                    if (entries.get(index) instanceof LayerEntry.RegularFile file) {
                        visitor.visit(index, file, content);
                    }
                });
    }
}
