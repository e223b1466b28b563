package dev.dockdash.layer;

import dev.dockdash.blob.Blob;
import dev.dockdash.cache.BlobCache;
import dev.dockdash.internal.compression.Decompression;
import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One layer of an image: a tar of changes, usually compressed.
 *
 * <p>Immutable and safe for use by many threads. Nothing is read before it is asked for.
 */
public final class Layer {

    private final Descriptor descriptor;
    private final Digest diffId;
    private final Blob blob;
    private final @Nullable BuiltFrom builtFrom;
    private volatile @Nullable List<LayerEntry> entries;

    private Layer(Descriptor descriptor, Digest diffId, Blob blob, @Nullable BuiltFrom builtFrom) {
        this.descriptor = descriptor;
        this.diffId = diffId;
        this.blob = blob;
        this.builtFrom = builtFrom;
    }

    /** Starts a layer whose blob will be kept in that cache. */
    public static LayerBuilder builder(BlobCache cache) {
        return new LayerBuilder(cache);
    }

    /**
     * Returns the layer that a manifest describes.
     *
     * @param descriptor what the manifest says of it
     * @param diffId what the config says of it
     * @param blob its compressed bytes
     * @throws IllegalArgumentException if blob and descriptor are not of the same digest and size
     */
    public static Layer of(Descriptor descriptor, Digest diffId, Blob blob) {
        if (!blob.digest().equals(descriptor.digest()) || blob.size() != descriptor.size()) {
            throw new IllegalArgumentException("A layer of " + descriptor.digest() + " with " + descriptor.size()
                    + " bytes cannot have the blob " + blob.digest() + " with " + blob.size() + " bytes");
        }
        return new Layer(descriptor, diffId, blob, null);
    }

    static Layer built(StoredLayer stored, Compression compression, BuiltFrom builtFrom) {
        Blob blob = stored.blob();
        Descriptor descriptor = Descriptor.of(compression.mediaType(), blob.digest(), blob.size());
        return new Layer(descriptor, stored.diffId(), blob, builtFrom);
    }

    /** Returns the digest of the compressed bytes. */
    public Digest digest() {
        return descriptor.digest();
    }

    /** Returns the digest of the uncompressed tar. */
    public Digest diffId() {
        return diffId;
    }

    /** Returns the length of the compressed bytes. */
    public long size() {
        return descriptor.size();
    }

    /** Returns the type that says how the tar is compressed. */
    public MediaType mediaType() {
        return descriptor.mediaType();
    }

    /** Returns the descriptor that a manifest has for this layer. */
    public Descriptor descriptor() {
        return descriptor;
    }

    /** Returns the compressed bytes. */
    public Blob blob() {
        return blob;
    }

    /**
     * Opens the uncompressed tar; the caller closes the stream.
     *
     * <p>How it is compressed is told from its bytes, whatever the media type says. Whoever reads to the end has read
     * bytes of this digest and diffID.
     *
     * @throws IOException if the blob cannot be had; reading fails if it does not have its digest, size or diffID
     */
    public InputStream openTar() throws IOException {
        InputStream compressed = blob.open();
        try {
            return new TarStream(Decompression.open(compressed), compressed, diffId, descriptor.digest());
        } catch (IOException e) {
            IOException cause = TarStream.causeOf(e, compressed);
            compressed.close();
            throw cause;
        } catch (RuntimeException e) {
            compressed.close();
            throw e;
        }
    }

    /**
     * Returns the entries in the order of the tar, as they stand there; they are read once, and then remembered.
     *
     * @throws IOException if the layer cannot be had, is not a tar, or does not have its digest, size or diffID
     */
    public List<LayerEntry> entries() throws IOException {
        List<LayerEntry> known = entries;
        if (known == null) {
            List<LayerEntry> read = new ArrayList<>();
            try (InputStream tar = openTar()) {
                LayerReader.read(tar, (entry, content) -> read.add(entry));
                tar.transferTo(OutputStream.nullOutputStream());
            }
            known = List.copyOf(read);
            entries = known;
        }
        return known;
    }

    /**
     * Returns the content of the file that is entry number {@code index} of {@link #entries}.
     *
     * @throws IOException if the layer cannot be had, or the content is larger than fits in memory
     * @throws IndexOutOfBoundsException if there is no such entry
     */
    public byte[] readContent(int index) throws IOException {
        ContentFinder finder = new ContentFinder(index);
        try (InputStream tar = openTar()) {
            LayerReader.read(tar, finder);
        }
        return finder.found()
                .orElseThrow(() -> new IndexOutOfBoundsException("Layer " + digest() + " has no entry " + index));
    }

    /** Returns how the layer came to be; empty for a layer that was not built here. */
    public Optional<LayerBuild> build() {
        return Optional.ofNullable(builtFrom).map(BuiltFrom::build);
    }

    /**
     * Returns the directories that were made up because something lies in them, as canonical paths in their order; empty
     * for a layer that was not built here.
     */
    public List<String> impliedDirectories() {
        BuiltFrom own = builtFrom;
        return own == null ? List.of() : own.impliedDirectories();
    }

    /**
     * Returns this layer as it must be on top of a base: without the directories that were made up and that the base
     * has, and with its entries behind the base's links to directories. A layer that was not built here, or that fits
     * already, is returned as it is.
     *
     * @throws IOException if the layer must be built again and its sources changed meanwhile or cannot be read
     * @throws IllegalArgumentException if behind the links of the base two entries get the same path
     */
    public Layer onto(BaseDirectories base) throws IOException {
        BuiltFrom own = builtFrom;
        if (own == null || own.impliedDirectories().isEmpty()) {
            return this;
        }
        return own.recipe().buildOnto(base, own.fingerprint()).orElse(this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Layer layer && descriptor.equals(layer.descriptor) && diffId.equals(layer.diffId);
    }

    @Override
    public int hashCode() {
        return descriptor.hashCode();
    }

    /** Returns the digest, size and type of the layer. */
    @Override
    public String toString() {
        return descriptor.digest() + " (" + descriptor.size() + " bytes, " + descriptor.mediaType() + ")";
    }

    /** Counts entries up to one and keeps its content. */
    private static final class ContentFinder implements LayerReader.Visitor {

        private final int wanted;
        private int index = -1;
        private byte @Nullable [] content;

        ContentFinder(int wanted) {
            this.wanted = wanted;
        }

        @Override
        public boolean visit(LayerEntry entry, InputStream in) throws IOException {
            index++;
            if (index < wanted) {
                return true;
            }
            content = in.readAllBytes();
            return false;
        }

        Optional<byte[]> found() {
            return Optional.ofNullable(content);
        }
    }
}
