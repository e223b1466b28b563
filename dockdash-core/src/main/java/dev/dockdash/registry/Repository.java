package dev.dockdash.registry;

import dev.dockdash.oci.Digest;
import dev.dockdash.oci.ImageReference;
import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * One repository: its URLs, and what may be asked of them.
 *
 * @param registry the registry as the user names it
 * @param base its URL, which ends in {@code /v2/}
 * @param name the repository
 */
record Repository(String registry, HttpUrl base, String name) {

    private static final String DOCKER_HUB = "docker.io";
    private static final String DOCKER_HUB_HOST = "registry-1.docker.io";

    static Repository of(ImageReference reference, SchemeRules schemes) {
        return new Repository(reference.registry(), base(reference.registry(), schemes), reference.repository());
    }

    /** Returns the URL of a registry, which for Docker Hub has another host than its name. */
    static HttpUrl base(String registry, SchemeRules schemes) {
        return schemes.base(registry.equals(DOCKER_HUB) ? DOCKER_HUB_HOST : registry);
    }

    Access pulling() {
        return access("pull");
    }

    Access pushing() {
        return access("pull,push");
    }

    Access deleting() {
        return access("pull,delete");
    }

    private Access access(String actions) {
        return new Access(registry, base, name, List.of(Access.scope(name, actions)));
    }

    HttpUrl manifest(String tagOrDigest) {
        return path("manifests/" + tagOrDigest);
    }

    HttpUrl blob(Digest digest) {
        return path("blobs/" + digest);
    }

    HttpUrl uploads() {
        return path("blobs/uploads/");
    }

    HttpUrl tags() {
        return path("tags/list");
    }

    HttpUrl referrers(Digest digest) {
        return path("referrers/" + digest);
    }

    private HttpUrl path(String rest) {
        return base.newBuilder().addPathSegments(name + "/" + rest).build();
    }

    boolean isInRegistryOf(Repository other) {
        return base.equals(other.base);
    }

    /** Starts a request whose answer must not be compressed on the way: digests are over the bytes as they are. */
    static Request.Builder request(HttpUrl url, Access access) {
        return new Request.Builder().url(url).tag(Access.class, access).header("Accept-Encoding", "identity");
    }

    @Override
    public String toString() {
        return registry + "/" + name;
    }
}
