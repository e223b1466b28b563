package dev.dockdash.layer;

import dev.dockdash.oci.MediaType;

/** How the tar of a layer is compressed. */
public enum Compression {
    /** zstd, level 3: the default, small and fast; read by Docker from version 23 on, by podman and by containerd. */
    ZSTD,
    /** gzip, read by everything. */
    GZIP,
    /** No compression. */
    NONE;

    /** Returns the media type of a layer that is compressed this way. */
    public MediaType mediaType() {
        return switch (this) {
            case ZSTD -> MediaType.OCI_LAYER_ZSTD;
            case GZIP -> MediaType.OCI_LAYER_GZIP;
            case NONE -> MediaType.OCI_LAYER;
        };
    }
}
