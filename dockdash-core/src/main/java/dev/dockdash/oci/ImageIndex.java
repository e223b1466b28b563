package dev.dockdash.oci;

import dev.dockdash.internal.json.JsonEditor;
import dev.dockdash.internal.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An index of manifests, one for each platform.
 *
 * <p>It keeps the exact bytes it was read from; its digest is over those. Two indexes are equal when their bytes are.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.1/image-index.md">image-spec, index</a>
 */
public final class ImageIndex {

    private static final String WHAT = "image index";

    private final RawDocument document;
    private final MediaType mediaType;
    private final List<Descriptor> manifests;
    private final Map<String, String> annotations;
    private final Optional<Descriptor> subject;

    private ImageIndex(RawDocument document) {
        document.requireSchemaVersion2(WHAT);
        document.refuse("config", WHAT, "an image manifest");
        document.refuse("layers", WHAT, "an image manifest");
        this.document = document;
        this.mediaType = document.mediaTypeOr(MediaType.OCI_INDEX);
        if (mediaType.isManifest()) {
            throw new IllegalArgumentException(WHAT + ": the media type " + mediaType + " is that of a manifest");
        }
        JsonObject json = document.json();
        this.manifests =
                json.objects("manifests").stream().map(Descriptor::read).toList();
        this.annotations = Ordered.copyOf(json.textMap("annotations"));
        this.subject = json.object("subject").map(Descriptor::read);
    }

    /**
     * Parses an index and keeps its bytes.
     *
     * @throws IllegalArgumentException if it is not an index of schema version 2, or could also be read as a manifest
     */
    public static ImageIndex parse(byte[] bytes) {
        return new ImageIndex(RawDocument.parse(bytes, WHAT));
    }

    /** Returns a new OCI index of these manifests, in this order. */
    public static ImageIndex of(List<Descriptor> manifests, Map<String, String> annotations) {
        JsonEditor json = JsonObject.empty(WHAT)
                .edit()
                .number("schemaVersion", 2)
                .text("mediaType", MediaType.OCI_INDEX.value())
                .objects("manifests", manifests.stream().map(Descriptor::toJson).toList())
                .textMap("annotations", annotations);
        return new ImageIndex(RawDocument.of(json.build()));
    }

    /** Returns the type that the index states, an OCI index when it states none. */
    public MediaType mediaType() {
        return mediaType;
    }

    /** Returns the descriptors of the manifests, in the order of the document. */
    public List<Descriptor> manifests() {
        return manifests;
    }

    /** Returns the platforms of the images, in the order of the document; attestations are left out. */
    public List<Platform> platforms() {
        return manifests.stream()
                .flatMap(manifest -> manifest.platform().stream())
                .filter(platform -> !platform.isUnknown())
                .toList();
    }

    /**
     * Returns the manifest of the image that runs best on a platform.
     *
     * <p>System and architecture must be equal. The variant may be an earlier one of the same processor, the latest being
     * the best; arm64 without a variant is v8, amd64 without one is v1. A version of the system counts only when one is
     * asked for, by its build on Windows. Images that need a feature of the system run only where that is asked for.
     * Attestations are never chosen.
     */
    public Optional<Descriptor> find(Platform platform) {
        return new PlatformChoice(platform).best(manifests);
    }

    /** Returns the annotations, in the order of the document. */
    public Map<String, String> annotations() {
        return annotations;
    }

    /** Returns the manifest that this index refers to. */
    public Optional<Descriptor> subject() {
        return subject;
    }

    /** Returns the type of the artifact, for an index that is not of images. */
    public Optional<String> artifactType() {
        return document.json().text("artifactType");
    }

    /** Returns the digest of the exact bytes. */
    public Digest digest() {
        return document.digest();
    }

    /** Returns a descriptor of this index. */
    public Descriptor descriptor() {
        return Descriptor.of(mediaType, document.digest(), document.size());
    }

    /** Returns a copy of the exact bytes. */
    public byte[] toBytes() {
        return document.copyOfBytes();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ImageIndex index && document.equals(index.document);
    }

    @Override
    public int hashCode() {
        return document.hashCode();
    }

    /** Returns the index as compact JSON. */
    @Override
    public String toString() {
        return document.toString();
    }
}
