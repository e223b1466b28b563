package dev.dockdash.oci;

import dev.dockdash.internal.json.JsonEditor;
import dev.dockdash.internal.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What one document says about another: its type, digest and size.
 *
 * @param mediaType the type of the described bytes
 * @param digest their digest
 * @param size their length in bytes
 * @param platform the platform, on the manifests of an index
 * @param annotations notes, in the order of the document
 * @param artifactType the type of the artifact that the described manifest is
 * @param urls where else the bytes may be had, for non-distributable layers
 * @param data the bytes themselves in Base64, when they are embedded
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.1/descriptor.md">image-spec, descriptor</a>
 */
public record Descriptor(
        MediaType mediaType,
        Digest digest,
        long size,
        Optional<Platform> platform,
        Map<String, String> annotations,
        Optional<String> artifactType,
        List<String> urls,
        Optional<String> data) {

    /**
     * Creates a descriptor.
     *
     * @throws IllegalArgumentException if the size is negative
     */
    public Descriptor {
        Objects.requireNonNull(mediaType, "mediaType");
        Objects.requireNonNull(digest, "digest");
        Objects.requireNonNull(platform, "platform");
        Objects.requireNonNull(artifactType, "artifactType");
        Objects.requireNonNull(data, "data");
        annotations = Ordered.copyOf(annotations);
        urls = List.copyOf(urls);
        if (size < 0) {
            throw new IllegalArgumentException(
                    "Invalid descriptor of " + digest + ": the size " + size + " is negative");
        }
    }

    /** Returns a descriptor of the three required fields. */
    public static Descriptor of(MediaType mediaType, Digest digest, long size) {
        return new Descriptor(
                mediaType, digest, size, Optional.empty(), Map.of(), Optional.empty(), List.of(), Optional.empty());
    }

    /** Returns this descriptor with that platform. */
    public Descriptor withPlatform(Platform newPlatform) {
        return new Descriptor(mediaType, digest, size, Optional.of(newPlatform), annotations, artifactType, urls, data);
    }

    /** Returns this descriptor with these annotations instead of its own. */
    public Descriptor withAnnotations(Map<String, String> newAnnotations) {
        return new Descriptor(mediaType, digest, size, platform, newAnnotations, artifactType, urls, data);
    }

    static Descriptor read(JsonObject json) {
        return new Descriptor(
                json.parsed("mediaType", json.requiredText("mediaType"), MediaType::parse),
                json.parsed("digest", json.requiredText("digest"), Digest::parse),
                json.requiredNumber("size"),
                json.object("platform").map(Descriptor::readPlatform),
                json.textMap("annotations"),
                json.text("artifactType"),
                json.texts("urls"),
                json.text("data"));
    }

    JsonObject toJson() {
        JsonEditor json = JsonObject.empty("descriptor")
                .edit()
                .text("mediaType", mediaType.value())
                .text("digest", digest.toString())
                .number("size", size)
                .texts("urls", urls)
                .textMap("annotations", annotations);
        data.ifPresent(value -> json.text("data", value));
        artifactType.ifPresent(value -> json.text("artifactType", value));
        platform.ifPresent(value -> json.object("platform", writePlatform(value)));
        return json.build();
    }

    private static Platform readPlatform(JsonObject json) {
        return new Platform(
                json.requiredText("os"),
                json.requiredText("architecture"),
                json.text("variant").filter(variant -> !variant.isEmpty()),
                json.text("os.version").filter(version -> !version.isEmpty()),
                json.texts("os.features"));
    }

    private static JsonObject writePlatform(Platform platform) {
        JsonEditor json = JsonObject.empty("platform")
                .edit()
                .text("architecture", platform.architecture())
                .text("os", platform.os());
        platform.osVersion().ifPresent(version -> json.text("os.version", version));
        json.texts("os.features", platform.osFeatures());
        platform.variant().ifPresent(variant -> json.text("variant", variant));
        return json.build();
    }
}
