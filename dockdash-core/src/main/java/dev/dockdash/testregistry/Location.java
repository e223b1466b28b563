package dev.dockdash.testregistry;

import dev.dockdash.oci.Digest;

/** Values of the Location header, relative to the host so that they hold behind a proxy too. */
final class Location {

    static final String HEADER = "Location";

    private Location() {}

    static String ofUpload(RepositoryName repository, String id) {
        return "/v2/" + repository + "/blobs/uploads/" + id;
    }

    static String ofBlob(RepositoryName repository, Digest digest) {
        return "/v2/" + repository + "/blobs/" + digest;
    }

    static String ofManifest(RepositoryName repository, Digest digest) {
        return "/v2/" + repository + "/manifests/" + digest;
    }
}
