package dev.dockdash.registry;

/** Whether a registry is asked for an image that is in the cache. */
public enum PullPolicy {
    /** The registry is asked what the reference leads to; blobs that are in the cache are not fetched again. */
    ALWAYS,
    /** The registry is asked only if the reference was not pulled before for that platform. */
    MISSING
}
