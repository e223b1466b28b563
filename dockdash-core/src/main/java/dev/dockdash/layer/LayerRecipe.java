package dev.dockdash.layer;

import dev.dockdash.cache.BlobCache;
import java.io.IOException;
import java.util.List;

/**
 * How a layer was made, kept so that it can be made again to fit a base.
 *
 * @param plan its entries
 * @param compression its compression
 * @param cache where its blob goes
 */
record LayerRecipe(LayerPlan plan, Compression compression, BlobCache cache) {

    Layer build() throws IOException {
        return Layer.built(LayerWriter.write(plan, compression, cache), this);
    }

    List<String> impliedDirectories() {
        return plan.impliedDirectories();
    }

    /** Returns the recipe of the layer on that base, or this one if nothing changes. */
    LayerRecipe onto(BaseDirectories base) {
        LayerPlan fitted = plan.onto(base);
        return fitted.equals(plan) ? this : new LayerRecipe(fitted, compression, cache);
    }
}
