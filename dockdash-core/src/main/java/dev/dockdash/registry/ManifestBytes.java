package dev.dockdash.registry;

import dev.dockdash.oci.Digest;
import dev.dockdash.oci.ImageIndex;
import dev.dockdash.oci.ImageManifest;
import dev.dockdash.oci.MediaType;
import java.io.IOException;
import java.util.function.Function;

/** A manifest or index as it is stored: exact bytes with their type and digest. */
final class ManifestBytes {

    private final MediaType mediaType;
    private final Digest digest;
    private final byte[] bytes;
    private final String source;

    /**
     * Creates a document.
     *
     * @param digest the digest of the bytes, which the caller vouches for
     * @param source where it comes from, for messages
     */
    ManifestBytes(MediaType mediaType, Digest digest, byte[] bytes, String source) {
        this.mediaType = mediaType;
        this.digest = digest;
        this.bytes = bytes;
        this.source = source;
    }

    static ManifestBytes of(ImageManifest manifest) {
        return new ManifestBytes(manifest.mediaType(), manifest.digest(), manifest.toBytes(), "the manifest");
    }

    static ManifestBytes of(ImageIndex index) {
        return new ManifestBytes(index.mediaType(), index.digest(), index.toBytes(), "the index");
    }

    MediaType mediaType() {
        return mediaType;
    }

    Digest digest() {
        return digest;
    }

    byte[] bytes() {
        return bytes;
    }

    boolean isIndex() {
        return mediaType.isIndex();
    }

    /**
     * Returns this as a manifest.
     *
     * @throws IOException if it is none, or says that it is of another type than the registry says
     */
    ImageManifest asManifest() throws IOException {
        ImageManifest manifest = parse(ImageManifest::parse);
        requireType(manifest.mediaType());
        return manifest;
    }

    /**
     * Returns this as an index.
     *
     * @throws IOException if it is none, or says that it is of another type than the registry says
     */
    ImageIndex asIndex() throws IOException {
        ImageIndex index = parse(ImageIndex::parse);
        requireType(index.mediaType());
        return index;
    }

    private <T> T parse(Function<byte[], T> parser) throws IOException {
        try {
            return parser.apply(bytes);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(source + ": the manifest " + digest + " cannot be read: " + e.getMessage());
        }
    }

    /** A document of two types could be read as two images (CVE-2021-41190). */
    private void requireType(MediaType stated) throws IOException {
        if (!stated.equals(mediaType)) {
            throw new RefusedException(source + ": the registry says that " + digest + " is of the type " + mediaType
                    + " but it says itself " + stated + "; push the image again");
        }
    }
}
