package dev.dockdash.testregistry;

import dev.dockdash.oci.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Manifests as text, with what a test wants in them. */
final class Manifests {

    static final String OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";
    static final String DOCKER_MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
    static final String DOCKER_LIST = "application/vnd.docker.distribution.manifest.list.v2+json";

    private static final String CONFIG = "application/vnd.oci.image.config.v1+json";
    private static final String LAYER = "application/vnd.oci.image.layer.v1.tar+gzip";

    private Manifests() {}

    static byte[] image(Digest config, Digest... layers) {
        return image("", config, layers);
    }

    /** Returns an image manifest with more fields, each ending with a comma. */
    static byte[] image(String moreFields, Digest config, Digest... layers) {
        return document(
                moreFields,
                "\"config\": %s, \"layers\": [%s]".formatted(descriptor(CONFIG, config), descriptors(LAYER, layers)));
    }

    static byte[] index(Digest... manifests) {
        return index("", manifests);
    }

    /** Returns an index with more fields, each ending with a comma. */
    static byte[] index(String moreFields, Digest... manifests) {
        return document(moreFields, "\"manifests\": [%s]".formatted(descriptors(OCI_MANIFEST, manifests)));
    }

    static String subject(Digest digest) {
        return "\"subject\": %s,".formatted(descriptor(OCI_MANIFEST, digest));
    }

    static String descriptor(String mediaType, Digest digest) {
        return "{\"mediaType\": \"%s\", \"digest\": \"%s\", \"size\": 5}".formatted(mediaType, digest);
    }

    private static String descriptors(String mediaType, Digest... digests) {
        return Arrays.stream(digests)
                .map(digest -> descriptor(mediaType, digest))
                .collect(Collectors.joining(", "));
    }

    private static byte[] document(String moreFields, String content) {
        return "{\"schemaVersion\": 2, %s %s}".formatted(moreFields, content).getBytes(StandardCharsets.UTF_8);
    }
}
