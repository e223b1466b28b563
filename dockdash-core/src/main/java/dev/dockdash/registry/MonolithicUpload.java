package dev.dockdash.registry;

/** Whether a blob is sent in one request; not every registry takes every way. */
public enum MonolithicUpload {
    /** In one request, and in chunks only if the registry says that it is too large. */
    AUTO,
    /** In one request, whatever the registry says. */
    ALWAYS,
    /** In chunks. */
    NEVER
}
