package dev.dockdash.testregistry;

import dev.dockdash.internal.json.JsonEditor;
import dev.dockdash.internal.json.JsonObject;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The content of an image manifest or index, as far as a registry looks into it. */
final class ManifestDocument {

    private static final long SCHEMA_VERSION = 2;

    private static final Set<MediaType> ACCEPTED = Set.of(
            MediaType.OCI_MANIFEST, MediaType.OCI_INDEX, MediaType.DOCKER_MANIFEST, MediaType.DOCKER_MANIFEST_LIST);

    private static final String OCI_NON_DISTRIBUTABLE = "application/vnd.oci.image.layer.nondistributable.";
    private static final String DOCKER_FOREIGN = "application/vnd.docker.image.rootfs.foreign.";

    private final MediaType mediaType;
    private final JsonObject json;

    private ManifestDocument(MediaType mediaType, JsonObject json) {
        this.mediaType = mediaType;
        this.json = json;
    }

    /** Reads a document that was accepted before. */
    static ManifestDocument reopen(MediaType mediaType, byte[] bytes) {
        return new ManifestDocument(mediaType, JsonObject.parse(bytes, "manifest"));
    }

    /**
     * Parses a document and checks its form.
     *
     * @param contentType the Content-Type that it was sent with
     * @throws RefusedException if it is no manifest of that type
     */
    static ManifestDocument parse(Optional<String> contentType, byte[] bytes) throws RefusedException {
        try {
            JsonObject json = JsonObject.parse(bytes, "manifest");
            ManifestDocument document = new ManifestDocument(mediaType(contentType, json), json);
            document.validate();
            return document;
        } catch (IllegalArgumentException e) {
            throw new RefusedException(ErrorCode.MANIFEST_INVALID, String.valueOf(e.getMessage()));
        }
    }

    MediaType mediaType() {
        return mediaType;
    }

    Optional<Digest> subject() {
        return json.object("subject").map(ManifestDocument::digest);
    }

    /** Returns the blobs that must be in the repository, each once or more often; none for an index. */
    List<Digest> blobs() {
        return Stream.concat(
                        json.object("config").stream(),
                        json.objects("layers").stream().filter(layer -> !isStoredElsewhere(layer)))
                .map(ManifestDocument::digest)
                .toList();
    }

    /** Returns the manifests of an index. */
    List<Digest> manifests() {
        return json.objects("manifests").stream().map(ManifestDocument::digest).toList();
    }

    /**
     * Returns the type of artifact that this document is listed with as a referrer.
     *
     * @see <a href="https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#listing-referrers">distribution-spec,
     *     listing referrers</a>
     */
    Optional<String> artifactType() {
        Optional<String> declared = json.text("artifactType").filter(type -> !type.isEmpty());
        return declared.isPresent() ? declared : json.object("config").flatMap(config -> config.text("mediaType"));
    }

    /** Returns the descriptor that lists this document, stored as {@code stored}, as a referrer. */
    JsonObject descriptor(StoredManifest stored) {
        JsonEditor descriptor = JsonObject.empty("descriptor")
                .edit()
                .text("mediaType", stored.mediaType().value())
                .text("digest", stored.digest().toString())
                .number("size", stored.size())
                .textMap("annotations", json.textMap("annotations"));
        artifactType().ifPresent(type -> descriptor.text("artifactType", type));
        return descriptor.build();
    }

    private static MediaType mediaType(Optional<String> contentType, JsonObject json) {
        Optional<MediaType> declared = json.text("mediaType").map(MediaType::parse);
        MediaType sent = contentType.map(MediaType::parse).or(() -> declared).orElseThrow(() -> {
            throw new IllegalArgumentException("manifest: neither a Content-Type header nor a mediaType field");
        });
        if (!sent.equals(declared.orElse(sent))) {
            throw new IllegalArgumentException("manifest.mediaType: expected " + sent
                    + " as in the Content-Type header but was " + declared.get());
        }
        if (!ACCEPTED.contains(sent)) {
            throw new IllegalArgumentException(
                    "manifest: the media type " + sent + " is not accepted, expected one of " + sorted(ACCEPTED));
        }
        return sent;
    }

    /** A document that is both image and index may be read as either, which attacks made use of (CVE-2021-41190). */
    private void validate() {
        if (json.requiredNumber("schemaVersion") != SCHEMA_VERSION) {
            throw new IllegalArgumentException(
                    "manifest.schemaVersion: expected 2 but was " + json.requiredNumber("schemaVersion"));
        }
        List<String> foreign = mediaType.isIndex() ? List.of("config", "layers") : List.of("manifests");
        for (String field : foreign) {
            if (json.has(field)) {
                throw new IllegalArgumentException(
                        "manifest." + field + ": not allowed in a document of type " + mediaType);
            }
        }
        if (!mediaType.isIndex()) {
            json.requiredObject("config");
        }
        List<JsonObject> descriptors = new ArrayList<>(json.objects("manifests"));
        json.object("config").ifPresent(descriptors::add);
        descriptors.addAll(json.objects("layers"));
        json.object("subject").ifPresent(descriptors::add);
        descriptors.forEach(ManifestDocument::validateDescriptor);
        json.textMap("annotations");
        artifactType();
    }

    private static void validateDescriptor(JsonObject descriptor) {
        descriptor.requiredText("mediaType");
        digest(descriptor);
        if (descriptor.requiredNumber("size") < 0) {
            throw new IllegalArgumentException(
                    "manifest: negative size of the descriptor of " + descriptor.requiredText("digest"));
        }
    }

    private static Digest digest(JsonObject descriptor) {
        return descriptor.parsed("digest", descriptor.requiredText("digest"), Digest::parse);
    }

    private static boolean isStoredElsewhere(JsonObject layer) {
        String type = layer.requiredText("mediaType");
        return type.startsWith(OCI_NON_DISTRIBUTABLE) || type.startsWith(DOCKER_FOREIGN);
    }

    private static List<MediaType> sorted(Set<MediaType> types) {
        return types.stream()
                .sorted((one, other) -> one.value().compareTo(other.value()))
                .toList();
    }
}
