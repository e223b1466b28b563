package dev.dockdash.oci;

import dev.dockdash.internal.json.JsonEditor;
import dev.dockdash.internal.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The manifest of one image or artifact: its config and its layers, base layer first.
 *
 * <p>It keeps the exact bytes it was read from; its digest is over those. Two manifests are equal when their bytes are.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.1/manifest.md">image-spec, manifest</a>
 */
public final class ImageManifest {

    private static final String WHAT = "image manifest";

    private final RawDocument document;
    private final MediaType mediaType;
    private final Descriptor config;
    private final List<Descriptor> layers;
    private final Map<String, String> annotations;
    private final Optional<Descriptor> subject;

    private ImageManifest(RawDocument document) {
        document.requireSchemaVersion2(WHAT);
        document.refuse("manifests", WHAT, "an image index");
        this.document = document;
        this.mediaType = document.mediaTypeOr(MediaType.OCI_MANIFEST);
        if (mediaType.isIndex()) {
            throw new IllegalArgumentException(WHAT + ": the media type " + mediaType + " is that of an index");
        }
        JsonObject json = document.json();
        this.config = Descriptor.read(json.requiredObject("config"));
        this.layers = json.objects("layers").stream().map(Descriptor::read).toList();
        this.annotations = Ordered.copyOf(json.textMap("annotations"));
        this.subject = json.object("subject").map(Descriptor::read);
    }

    /**
     * Parses a manifest and keeps its bytes.
     *
     * @throws IllegalArgumentException if it is not a manifest of schema version 2, or could also be read as an index
     */
    public static ImageManifest parse(byte[] bytes) {
        return new ImageManifest(RawDocument.parse(bytes, WHAT));
    }

    /** Returns a new OCI manifest of these parts. */
    public static ImageManifest of(Descriptor config, List<Descriptor> layers, Map<String, String> annotations) {
        JsonEditor json = JsonObject.empty(WHAT)
                .edit()
                .number("schemaVersion", 2)
                .text("mediaType", MediaType.OCI_MANIFEST.value())
                .object("config", config.toJson())
                .objects("layers", layers.stream().map(Descriptor::toJson).toList())
                .textMap("annotations", annotations);
        return new ImageManifest(RawDocument.of(json.build()));
    }

    /**
     * Returns this manifest with another config, with more layers on top and with more annotations.
     *
     * <p>Every other field, and every layer descriptor that is here already, stays as it is. A Docker manifest becomes an
     * OCI manifest of the same blobs, because only that can hold layers of every compression.
     */
    public ImageManifest derive(Descriptor newConfig, List<Descriptor> addedLayers, Map<String, String> added) {
        List<JsonObject> allLayers = new ArrayList<>();
        document.json().objects("layers").forEach(layer -> allLayers.add(inOciTerms(layer)));
        addedLayers.forEach(layer -> allLayers.add(layer.toJson()));
        Map<String, String> allAnnotations = new LinkedHashMap<>(annotations);
        allAnnotations.putAll(added);
        return new ImageManifest(RawDocument.of(document.json()
                .edit()
                .text("mediaType", MediaType.OCI_MANIFEST.value())
                .object("config", newConfig.toJson())
                .objects("layers", allLayers)
                .textMap("annotations", allAnnotations)
                .build()));
    }

    private static JsonObject inOciTerms(JsonObject layer) {
        String type = layer.requiredText("mediaType");
        String oci = MediaType.parse(type).inOciTerms().value();
        return oci.equals(type) ? layer : layer.edit().text("mediaType", oci).build();
    }

    /** Returns the type that the manifest states, an OCI manifest when it states none. */
    public MediaType mediaType() {
        return mediaType;
    }

    /** Returns the descriptor of the config. */
    public Descriptor config() {
        return config;
    }

    /** Returns the descriptors of the layers, base layer first. */
    public List<Descriptor> layers() {
        return layers;
    }

    /** Returns the annotations, in the order of the document. */
    public Map<String, String> annotations() {
        return annotations;
    }

    /** Returns the type of the artifact, for a manifest that is not an image. */
    public Optional<String> artifactType() {
        return document.json().text("artifactType");
    }

    /** Returns the manifest that this one refers to, such as the image that a signature signs. */
    public Optional<Descriptor> subject() {
        return subject;
    }

    /** Returns the digest of the exact bytes. */
    public Digest digest() {
        return document.digest();
    }

    /** Returns a descriptor of this manifest. */
    public Descriptor descriptor() {
        return Descriptor.of(mediaType, document.digest(), document.size());
    }

    /** Returns a copy of the exact bytes. */
    public byte[] toBytes() {
        return document.copyOfBytes();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ImageManifest manifest && document.equals(manifest.document);
    }

    @Override
    public int hashCode() {
        return document.hashCode();
    }

    /** Returns the manifest as compact JSON. */
    @Override
    public String toString() {
        return document.toString();
    }
}
