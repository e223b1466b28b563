package dev.dockdash.image;

import dev.dockdash.layer.Layer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Stacks layers so that each fits what is below it; lower layers are read only when one above made up directories. */
final class LayerFitting {

    private final List<Layer> stack;
    private final List<Layer> added = new ArrayList<>();
    private final FileTree tree = new FileTree();
    private int applied;

    LayerFitting(List<Layer> base) {
        this.stack = new ArrayList<>(base);
    }

    void add(Layer layer) throws IOException {
        Layer fitted = layer;
        if (!stack.isEmpty() && !layer.impliedDirectories().isEmpty()) {
            while (applied < stack.size()) {
                tree.apply(stack.get(applied).entries(), applied);
                applied++;
            }
            fitted = layer.onto(tree);
        }
        stack.add(fitted);
        added.add(fitted);
    }

    List<Layer> added() {
        return added;
    }
}
