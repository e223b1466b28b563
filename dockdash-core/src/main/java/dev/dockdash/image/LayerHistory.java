package dev.dockdash.image;

import dev.dockdash.oci.History;
import java.util.List;
import java.util.Optional;

/** The history of each layer, where history and layers fit together. */
final class LayerHistory {

    private final List<History> ofLayers;

    private LayerHistory(List<History> ofLayers) {
        this.ofLayers = ofLayers;
    }

    /** Some builders write too much history, too little or none: then no line can be said to be that of a layer. */
    static LayerHistory of(List<History> history, int layers) {
        List<History> ofLayers =
                history.stream().filter(step -> !step.emptyLayer()).toList();
        return new LayerHistory(ofLayers.size() == layers ? ofLayers : List.of());
    }

    Optional<History> of(int layer) {
        return layer < ofLayers.size() ? Optional.of(ofLayers.get(layer)) : Optional.empty();
    }
}
