package dev.dockdash.registry;

import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.ImageIndex;
import dev.dockdash.oci.ImageManifest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;

/**
 * What refers to a manifest: by the registry's own list, or by the tag that stands in for it.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#listing-referrers">
 *     distribution-spec, listing referrers</a>
 */
record Referrers(Session session, Repository repository) {

    private static final int NOT_SUPPORTED = 404;
    private static final int MAX_ALGORITHM = 32;
    private static final int MAX_HEX = 64;

    List<Descriptor> list(Digest subject, Optional<String> artifactType) throws IOException {
        HttpUrl.Builder url = repository.referrers(subject).newBuilder();
        artifactType.ifPresent(type -> url.addQueryParameter("artifactType", type));
        return listedOrFallback(url.build(), subject).stream()
                .filter(manifest -> artifactType.isEmpty() || artifactType.equals(manifest.artifactType()))
                .toList();
    }

    /** Adds a manifest to the tag that stands in for the registry's list. */
    void addToFallback(ImageManifest manifest, Digest subject) throws IOException {
        ImageIndex index = fallback(subject);
        boolean known = index.manifests().stream()
                .anyMatch(descriptor -> descriptor.digest().equals(manifest.digest()));
        if (known) {
            return;
        }
        List<Descriptor> all = new ArrayList<>(index.manifests());
        all.add(descriptor(manifest));
        ManifestBytes changed = ManifestBytes.of(ImageIndex.of(all, index.annotations()));
        new ManifestPush(session.transport(), repository).put(changed, fallbackTag(subject));
    }

    private static Descriptor descriptor(ImageManifest manifest) {
        String type = manifest.artifactType()
                .orElseGet(() -> manifest.config().mediaType().value());
        Descriptor plain = manifest.descriptor();
        return new Descriptor(
                plain.mediaType(),
                plain.digest(),
                plain.size(),
                Optional.empty(),
                manifest.annotations(),
                Optional.of(type),
                List.of(),
                Optional.empty());
    }

    private List<Descriptor> listedOrFallback(HttpUrl url, Digest subject) throws IOException {
        try {
            return listed(url);
        } catch (RegistryException e) {
            if (e.status() == NOT_SUPPORTED) {
                return fallback(subject).manifests();
            }
            throw e;
        }
    }

    private List<Descriptor> listed(HttpUrl url) throws IOException {
        List<Descriptor> all = new ArrayList<>();
        Pages pages = new Pages(session.transport(), repository.pulling());
        pages.read(
                url,
                Expected.of("expected the referrers", 200),
                page -> all.addAll(ImageIndex.parse(page.json().toBytes()).manifests()));
        return all;
    }

    private ImageIndex fallback(Digest subject) throws IOException {
        Optional<ManifestBytes> index = new ManifestFetch(session.transport(), repository).find(fallbackTag(subject));
        return index.isPresent() ? index.get().asIndex() : ImageIndex.of(List.of(), Map.of());
    }

    static String fallbackTag(Digest subject) {
        return first(subject.algorithm().id(), MAX_ALGORITHM) + "-" + first(subject.hex(), MAX_HEX);
    }

    private static String first(String text, int length) {
        return text.substring(0, Math.min(length, text.length()));
    }
}
