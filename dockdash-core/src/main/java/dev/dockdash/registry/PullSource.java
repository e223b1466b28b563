package dev.dockdash.registry;

/** Who said what a reference leads to. */
public enum PullSource {
    /** The registry, now. */
    REGISTRY,
    /** The cache, which remembered it from an earlier pull. */
    CACHE
}
