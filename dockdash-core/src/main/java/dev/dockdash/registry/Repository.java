package dev.dockdash.registry;

import dev.dockdash.oci.Digest;
import dev.dockdash.oci.ImageReference;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/** The URLs of one repository. */
record Repository(HttpUrl base, String name) {

    private static final String DOCKER_HUB = "docker.io";
    private static final String DOCKER_HUB_HOST = "registry-1.docker.io";
    private static final Pattern LOOPBACK =
            Pattern.compile("(localhost|127(\\.[0-9]{1,3}){3}|\\[::1])(:[0-9]+)?", Pattern.CASE_INSENSITIVE);

    static Repository of(ImageReference reference) {
        String registry = reference.registry();
        String host = registry.equals(DOCKER_HUB) ? DOCKER_HUB_HOST : registry;
        HttpUrl url = HttpUrl.parse(scheme(registry) + "://" + host + "/v2/");
        if (url == null) {
            throw new IllegalArgumentException("Invalid registry \"" + registry + "\": expected host or host:port");
        }
        return new Repository(url, reference.repository());
    }

    /** Only a loopback registry is spoken to without TLS: there nobody can listen in. */
    private static String scheme(String registry) {
        return LOOPBACK.matcher(registry).matches() ? "http" : "https";
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

    private HttpUrl path(String rest) {
        return base.newBuilder().addPathSegments(name + "/" + rest).build();
    }
}
