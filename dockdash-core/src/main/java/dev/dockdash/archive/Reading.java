package dev.dockdash.archive;

import dev.dockdash.cache.BlobCache;
import dev.dockdash.layer.LayerLimits;
import java.util.Objects;

/**
 * How a source is read.
 *
 * @param choice which of its images
 * @param cache where to keep what must be unpacked, and what is found out about layers
 * @param limits what layers, and a compressed archive, may ask for
 */
record Reading(Choice choice, BlobCache cache, LayerLimits limits) {

    Reading {
        Objects.requireNonNull(choice, "choice");
        Objects.requireNonNull(cache, "cache");
        Objects.requireNonNull(limits, "limits");
    }
}
