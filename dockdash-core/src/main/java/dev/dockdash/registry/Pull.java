package dev.dockdash.registry;

import dev.dockdash.blob.Blob;
import dev.dockdash.cache.BlobCache;
import dev.dockdash.image.Image;
import dev.dockdash.layer.Layer;
import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.ImageConfig;
import dev.dockdash.oci.ImageIndex;
import dev.dockdash.oci.ImageManifest;
import dev.dockdash.oci.ImageReference;
import dev.dockdash.oci.MediaType;
import dev.dockdash.oci.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;

/** Pulls one image: its manifest and config now, its layers when they are opened. */
final class Pull {

    private static final int MAX_MANIFEST = 4 * 1024 * 1024;
    private static final String ACCEPT = List.of(
                    MediaType.OCI_MANIFEST,
                    MediaType.OCI_INDEX,
                    MediaType.DOCKER_MANIFEST,
                    MediaType.DOCKER_MANIFEST_LIST)
            .stream()
            .map(MediaType::value)
            .collect(Collectors.joining(", "));

    private final Transport transport;
    private final ImageReference reference;
    private final Repository repository;
    private final Optional<BlobCache> cache;

    Pull(Transport transport, ImageReference reference, Optional<BlobCache> cache) {
        this.transport = transport;
        this.reference = reference;
        this.repository = Repository.of(reference, transport.schemes());
        this.cache = cache;
    }

    Image pull(Platform platform) throws IOException {
        Document document = fetch(reference.identifier(), reference.digest());
        if (document.mediaType.isIndex()) {
            ImageIndex index = parse(document, ImageIndex::parse);
            Digest child = choose(index, platform).digest();
            document = fetch(child.toString(), Optional.of(child));
        }
        return image(parse(document, ImageManifest::parse));
    }

    private Descriptor choose(ImageIndex index, Platform platform) throws IOException {
        return index.find(platform)
                .orElseThrow(() -> new IOException("Pulling " + reference + " for " + platform
                        + ": the index has no such platform, only " + index.platforms()));
    }

    private Image image(ImageManifest manifest) throws IOException {
        ImageConfig config = parse(
                new Document(MediaType.OCI_CONFIG, readSmall(remote(manifest.config())), "the config"),
                ImageConfig::parse);
        List<Digest> diffIds = config.rootFs().diffIds();
        if (diffIds.size() != manifest.layers().size()) {
            throw new IOException("Pulling " + reference + ": the manifest has "
                    + manifest.layers().size() + " layers but the config " + diffIds.size() + " diffIDs");
        }
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < diffIds.size(); i++) {
            layers.add(Layer.of(
                    manifest.layers().get(i),
                    diffIds.get(i),
                    remote(manifest.layers().get(i))));
        }
        return Image.of(manifest, config, layers);
    }

    private Blob remote(Descriptor descriptor) {
        return RemoteBlob.of(transport, repository, descriptor, cache);
    }

    private byte[] readSmall(Blob blob) throws IOException {
        if (blob.size() > MAX_MANIFEST) {
            throw new IOException("Pulling " + reference + ": the config " + blob.digest() + " has " + blob.size()
                    + " bytes; expected at most " + MAX_MANIFEST);
        }
        try (InputStream in = blob.open()) {
            return in.readAllBytes();
        }
    }

    private Document fetch(String tagOrDigest, Optional<Digest> expected) throws IOException {
        HttpUrl url = repository.manifest(tagOrDigest);
        Request get = Repository.request(url, repository.pulling())
                .header("Accept", ACCEPT)
                .build();
        try (Response response = transport.send(get, Expected.of("expected the manifest of " + reference, 200))) {
            byte[] bytes = response.body().byteStream().readNBytes(MAX_MANIFEST + 1);
            if (bytes.length > MAX_MANIFEST) {
                throw new IOException("GET " + Urls.redacted(url) + ": the manifest is larger than " + MAX_MANIFEST
                        + " bytes; refusing it");
            }
            verify(url, bytes, expected);
            String type = response.header("Content-Type", MediaType.OCI_MANIFEST.value());
            return new Document(parseType(url, String.valueOf(type)), bytes, Urls.redacted(url));
        }
    }

    private static void verify(HttpUrl url, byte[] bytes, Optional<Digest> expected) throws IOException {
        if (expected.isEmpty()) {
            return;
        }
        Digest actual = Digest.of(expected.get().algorithm(), bytes);
        if (!actual.equals(expected.get())) {
            throw new IOException("GET " + Urls.redacted(url) + ": expected a manifest with the digest "
                    + expected.get() + " but the bytes have " + actual);
        }
    }

    private static MediaType parseType(HttpUrl url, String type) throws IOException {
        try {
            return MediaType.parse(type);
        } catch (IllegalArgumentException e) {
            throw new IOException("GET " + Urls.redacted(url) + ": " + e.getMessage(), e);
        }
    }

    private <T> T parse(Document document, Function<byte[], T> parser) throws IOException {
        try {
            return parser.apply(document.bytes);
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    "Pulling " + reference + ": " + document.source + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** What was fetched, as it came, and where from. */
    private static final class Document {

        private final MediaType mediaType;
        private final byte[] bytes;
        private final String source;

        Document(MediaType mediaType, byte[] bytes, String source) {
            this.mediaType = mediaType;
            this.bytes = bytes;
            this.source = source;
        }
    }
}
