package dev.dockdash.assertj;

/** What a comparison of images can overlook. */
enum DiffTolerance {
    TIMESTAMPS,
    HISTORY,
    ENTRY_ORDER,
    TAR_FORMAT,
    COMPRESSION,
    LAYERING,
    IMAGE_NAME
}
