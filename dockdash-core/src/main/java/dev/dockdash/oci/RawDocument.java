package dev.dockdash.oci;

import dev.dockdash.internal.json.JsonObject;

/** The exact bytes of a document beside what they say, so that a digest is always over what came. */
final class RawDocument {

    private final byte[] bytes;
    private final JsonObject json;
    private final Digest digest;

    private RawDocument(byte[] bytes, JsonObject json) {
        this.bytes = bytes;
        this.json = json;
        this.digest = Digest.of(bytes);
    }

    static RawDocument parse(byte[] bytes, String what) {
        byte[] own = bytes.clone();
        return new RawDocument(own, JsonObject.parse(own, what));
    }

    static RawDocument of(JsonObject json) {
        return new RawDocument(json.toBytes(), json);
    }

    JsonObject json() {
        return json;
    }

    Digest digest() {
        return digest;
    }

    long size() {
        return bytes.length;
    }

    byte[] copyOfBytes() {
        return bytes.clone();
    }

    /** Returns the media type that the document states, or the default of its kind when it states none. */
    MediaType mediaTypeOr(MediaType absent) {
        return json.text("mediaType")
                .map(text -> json.parsed("mediaType", text, MediaType::parse))
                .orElse(absent);
    }

    /** Refuses anything but schema version 2: version 1 has signed layers in the reverse order and no config. */
    void requireSchemaVersion2(String what) {
        long version = json.requiredNumber("schemaVersion");
        if (version != 2) {
            throw new IllegalArgumentException(what + ": schema version " + version
                    + " is not supported, expected 2; schema 1 images must be pushed again by a current tool");
        }
    }

    /** Refuses a document that could be read as another kind (CVE-2021-41190). */
    void refuse(String field, String what, String kind) {
        if (json.has(field)) {
            throw new IllegalArgumentException(
                    what + ": the field \"" + field + "\" belongs to " + kind + "; refusing an ambiguous document");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RawDocument document && digest.equals(document.digest);
    }

    @Override
    public int hashCode() {
        return digest.hashCode();
    }

    @Override
    public String toString() {
        return json.toString();
    }
}
