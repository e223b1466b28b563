package dev.dockdash.archive;

import dev.dockdash.oci.Digest;

/**
 * The names of the files of an OCI layout.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.1/image-layout.md">image-spec, layout</a>
 */
final class LayoutFiles {

    static final String MARKER = "oci-layout";
    static final String MARKER_CONTENT = "{\"imageLayoutVersion\":\"1.0.0\"}";
    static final String INDEX = "index.json";

    private LayoutFiles() {}

    static String blob(Digest digest) {
        return "blobs/" + digest.algorithm().id() + "/" + digest.hex();
    }
}
