package dev.dockdash.registry;

import dev.dockdash.oci.Digest;
import dev.dockdash.oci.ImageReference;
import dev.dockdash.oci.MediaType;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;

/** Fetches manifests and indexes from one repository, whole and checked. */
record ManifestFetch(Transport transport, Repository repository) {

    static final String DIGEST_HEADER = "Docker-Content-Digest";

    private static final int MAX_SIZE = 4 * 1024 * 1024;
    private static final List<MediaType> KNOWN = List.of(
            MediaType.OCI_MANIFEST, MediaType.OCI_INDEX, MediaType.DOCKER_MANIFEST, MediaType.DOCKER_MANIFEST_LIST);
    private static final String ACCEPT = KNOWN.stream().map(MediaType::value).collect(Collectors.joining(", "));
    private static final String SCHEMA_1 = "application/vnd.docker.distribution.manifest.v1+";

    /** Fetches what a reference leads to; its digest, if it has one, counts. */
    ManifestBytes fetch(ImageReference reference) throws IOException {
        return fetch(reference.identifier(), reference.digest());
    }

    ManifestBytes fetch(Digest digest) throws IOException {
        return fetch(digest.toString(), Optional.of(digest));
    }

    /** Returns what a tag leads to, or empty if there is no such tag. */
    Optional<ManifestBytes> find(String tag) throws IOException {
        try {
            return Optional.of(fetch(tag, Optional.empty()));
        } catch (RegistryException e) {
            if (e.status() == 404) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Returns the digest that the registry says a tag or digest has, without fetching it; empty if it says none. */
    Optional<String> head(String tagOrDigest, Access access) throws IOException {
        Request head = Repository.request(repository.manifest(tagOrDigest), access)
                .header("Accept", ACCEPT)
                .head()
                .build();
        try (Response response = transport.send(head, Expected.of("expected 200 or 404", 200, 404))) {
            return response.code() == 200 ? Optional.ofNullable(response.header(DIGEST_HEADER)) : Optional.empty();
        }
    }

    private ManifestBytes fetch(String tagOrDigest, Optional<Digest> expected) throws IOException {
        HttpUrl url = repository.manifest(tagOrDigest);
        Request get = Repository.request(url, repository.pulling())
                .header("Accept", ACCEPT)
                .build();
        String name = repository + (expected.isPresent() ? "@" : ":") + tagOrDigest;
        return transport.retries().run(number -> {
            try (Response response = transport.once(get, Expected.of("expected the manifest of " + name, 200))) {
                byte[] bytes = transport.read(response, MAX_SIZE, "the manifest");
                return check(response, bytes, expected);
            }
        });
    }

    private ManifestBytes check(Response response, byte[] bytes, Optional<Digest> expected) throws IOException {
        String source = "GET " + Urls.redacted(response.request().url());
        Optional<Digest> stated = expected.isPresent() ? expected : statedDigest(response, source);
        Digest actual =
                stated.map(digest -> Digest.of(digest.algorithm(), bytes)).orElseGet(() -> Digest.of(bytes));
        if (stated.isPresent() && !stated.get().equals(actual)) {
            throw new RefusedException(
                    source + ": expected a manifest with the digest " + stated.get() + " but the bytes have " + actual);
        }
        return new ManifestBytes(type(response, source), actual, bytes, source);
    }

    private static Optional<Digest> statedDigest(Response response, String source) throws IOException {
        String header = response.header(DIGEST_HEADER);
        try {
            return Optional.ofNullable(header).map(Digest::parse);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(source + ": the registry names a digest that is none: " + e.getMessage());
        }
    }

    private static MediaType type(Response response, String source) throws IOException {
        String header = response.header("Content-Type", "");
        if (header.startsWith(SCHEMA_1)) {
            throw new RefusedException(source + ": the image is in Docker's schema 1, which is not supported; push it"
                    + " again with a current tool");
        }
        try {
            MediaType type = MediaType.parse(header);
            if (KNOWN.contains(type)) {
                return type;
            }
        } catch (IllegalArgumentException e) {
            // Said below, with what is expected.
        }
        throw new RefusedException(source + ": expected a manifest or index but the registry sent \""
                + header.replaceAll("\\p{Cntrl}", "?") + "\"; is this a registry?");
    }
}
