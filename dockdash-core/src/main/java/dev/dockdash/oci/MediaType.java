package dev.dockdash.oci;

import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A media type of a manifest, config, layer or artifact; an open set with constants for the known ones.
 *
 * @param value the type without parameters, such as {@code application/vnd.oci.image.manifest.v1+json}
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.1/media-types.md">image-spec, media types</a>
 */
public record MediaType(String value) {

    private static final Pattern RFC_6838 =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}");

    /** OCI image manifest. */
    public static final MediaType OCI_MANIFEST = new MediaType("application/vnd.oci.image.manifest.v1+json");
    /** OCI image index. */
    public static final MediaType OCI_INDEX = new MediaType("application/vnd.oci.image.index.v1+json");
    /** OCI image config. */
    public static final MediaType OCI_CONFIG = new MediaType("application/vnd.oci.image.config.v1+json");
    /** OCI layer, uncompressed. */
    public static final MediaType OCI_LAYER = new MediaType("application/vnd.oci.image.layer.v1.tar");
    /** OCI layer, gzip. */
    public static final MediaType OCI_LAYER_GZIP = new MediaType("application/vnd.oci.image.layer.v1.tar+gzip");
    /** OCI layer, zstd. */
    public static final MediaType OCI_LAYER_ZSTD = new MediaType("application/vnd.oci.image.layer.v1.tar+zstd");
    /** The empty JSON object that stands in where an artifact has no config. */
    public static final MediaType OCI_EMPTY = new MediaType("application/vnd.oci.empty.v1+json");
    /** Docker image manifest, version 2, schema 2. */
    public static final MediaType DOCKER_MANIFEST =
            new MediaType("application/vnd.docker.distribution.manifest.v2+json");
    /** Docker manifest list. */
    public static final MediaType DOCKER_MANIFEST_LIST =
            new MediaType("application/vnd.docker.distribution.manifest.list.v2+json");
    /** Docker image config. */
    public static final MediaType DOCKER_CONFIG = new MediaType("application/vnd.docker.container.image.v1+json");
    /** Docker layer, gzip. */
    public static final MediaType DOCKER_LAYER_GZIP =
            new MediaType("application/vnd.docker.image.rootfs.diff.tar.gzip");

    private static final String DOCKER_LAYER_PREFIX = "application/vnd.docker.image.rootfs.";

    private static final Map<String, MediaType> OCI_BY_DOCKER = Map.of(
            DOCKER_MANIFEST.value,
            OCI_MANIFEST,
            DOCKER_MANIFEST_LIST.value,
            OCI_INDEX,
            DOCKER_CONFIG.value,
            OCI_CONFIG,
            DOCKER_LAYER_GZIP.value,
            OCI_LAYER_GZIP,
            DOCKER_LAYER_PREFIX + "diff.tar",
            OCI_LAYER,
            DOCKER_LAYER_PREFIX + "diff.tar.zstd",
            OCI_LAYER_ZSTD,
            DOCKER_LAYER_PREFIX + "foreign.diff.tar.gzip",
            new MediaType("application/vnd.oci.image.layer.nondistributable.v1.tar+gzip"));

    /**
     * Creates a media type.
     *
     * @throws IllegalArgumentException if it is not {@code type/subtype} by RFC 6838
     */
    public MediaType {
        Objects.requireNonNull(value, "value");
        if (!RFC_6838.matcher(value).matches()) {
            throw new IllegalArgumentException("Invalid media type \"" + value + "\": expected type/subtype");
        }
    }

    /**
     * Parses a media type and drops its parameters, as in {@code application/json; charset=utf-8}.
     *
     * @throws IllegalArgumentException if it is not {@code type/subtype} by RFC 6838
     */
    public static MediaType parse(String text) {
        int semicolon = text.indexOf(';');
        return new MediaType((semicolon < 0 ? text : text.substring(0, semicolon)).strip());
    }

    /** Tells whether this is an OCI index or a Docker manifest list. */
    public boolean isIndex() {
        return equals(OCI_INDEX) || equals(DOCKER_MANIFEST_LIST);
    }

    /** Tells whether this is an OCI or Docker manifest of one image. */
    public boolean isManifest() {
        return equals(OCI_MANIFEST) || equals(DOCKER_MANIFEST);
    }

    /** Returns the OCI type for the same bytes, for a Docker type; every other type as it is. */
    MediaType inOciTerms() {
        return OCI_BY_DOCKER.getOrDefault(value, this);
    }

    /** Returns the type as it is written. */
    @Override
    public String toString() {
        return value;
    }
}
