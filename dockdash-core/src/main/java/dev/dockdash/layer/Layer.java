package dev.dockdash.layer;

import dev.dockdash.blob.Blob;
import dev.dockdash.cache.BlobCache;
import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One layer of an image: a tar of changes, usually compressed.
 *
 * <p>Immutable and safe for use by many threads. Nothing is read before it is asked for.
 */
public final class Layer {

    /** A thread costs more than it gains on less. */
    private static final long READ_AHEAD_FROM = 128 * 1024;

    private static final ContentVisitor NOBODY = (index, content) -> {};

    private final Descriptor descriptor;
    private final Digest diffId;
    private final Blob blob;
    private final @Nullable BuiltFrom builtFrom;
    private final @Nullable BlobCache cache;
    private final LayerLimits limits;
    private final Object lock = new Object();
    private volatile @Nullable LayerIndex index;

    private Layer(
            Descriptor descriptor,
            Digest diffId,
            Blob blob,
            @Nullable BuiltFrom builtFrom,
            @Nullable BlobCache cache,
            LayerLimits limits) {
        this.descriptor = descriptor;
        this.diffId = diffId;
        this.blob = blob;
        this.builtFrom = builtFrom;
        this.cache = cache;
        this.limits = limits;
    }

    /** Starts a layer whose blob will be kept in that cache. */
    public static LayerBuilder builder(BlobCache cache) {
        return new LayerBuilder(cache);
    }

    /**
     * Returns the layer that a manifest describes; what is found out about it is kept in the cache that its blob is from,
     * if it is a {@linkplain BlobCache#caching caching} one.
     *
     * @param descriptor what the manifest says of it
     * @param diffId what the config says of it
     * @param blob its compressed bytes
     * @throws IllegalArgumentException if blob and descriptor are not of the same digest and size
     */
    public static Layer of(Descriptor descriptor, Digest diffId, Blob blob) {
        return of(descriptor, diffId, blob, BlobCache.behind(blob));
    }

    /**
     * Returns the layer that a manifest describes.
     *
     * @param descriptor what the manifest says of it
     * @param diffId what the config says of it
     * @param blob its compressed bytes, which need not be in the cache
     * @param cache where to keep what is found out about the layer
     * @throws IllegalArgumentException if blob and descriptor are not of the same digest and size
     */
    public static Layer of(Descriptor descriptor, Digest diffId, Blob blob, BlobCache cache) {
        return of(descriptor, diffId, blob, Optional.of(cache));
    }

    private static Layer of(Descriptor descriptor, Digest diffId, Blob blob, Optional<BlobCache> cache) {
        requireSame(descriptor, blob);
        return new Layer(descriptor, diffId, blob, null, cache.orElse(null), LayerLimits.DEFAULT);
    }

    static Layer built(StoredLayer stored, Compression compression, BuiltFrom builtFrom) {
        Blob blob = stored.blob();
        Descriptor descriptor = Descriptor.of(compression.mediaType(), blob.digest(), blob.size());
        return new Layer(
                descriptor, stored.diffId(), blob, builtFrom, builtFrom.recipe().cache(), LayerLimits.DEFAULT);
    }

    /** Returns this layer, which must then keep within other limits when it is read. */
    public Layer within(LayerLimits newLimits) {
        return new Layer(descriptor, diffId, blob, builtFrom, cache, newLimits);
    }

    /**
     * Returns this layer under another descriptor of the same bytes, as when a manifest names another media type.
     *
     * @throws IllegalArgumentException if the descriptor is of another digest or size
     */
    public Layer describedBy(Descriptor other) {
        requireSame(other, blob);
        return new Layer(other, diffId, blob, builtFrom, cache, limits);
    }

    private static void requireSame(Descriptor descriptor, Blob blob) {
        if (!blob.digest().equals(descriptor.digest()) || blob.size() != descriptor.size()) {
            throw new IllegalArgumentException("A layer of " + descriptor.digest() + " with " + descriptor.size()
                    + " bytes cannot have the blob " + blob.digest() + " with " + blob.size() + " bytes");
        }
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
        return tar().open(new PrefixHashes.Recorder(blob), false);
    }

    /**
     * Returns the entries in the order of the tar, as they stand there.
     *
     * <p>They are read once and then remembered, also by the cache of the layer, if it has one: the layer is not read
     * again for them. Their contents are not held.
     *
     * @throws IOException if the layer cannot be had, is not a tar, asks for more than its limits allow, or does not have
     *     its digest, size or diffID
     */
    public List<LayerEntry> entries() throws IOException {
        return index().entries();
    }

    /**
     * Returns the content of the file that is entry number {@code index} of {@link #entries}.
     *
     * @throws IOException if the layer cannot be had, or the content is larger than fits in memory
     * @throws IndexOutOfBoundsException if there is no such entry
     */
    public byte[] readContent(int index) throws IOException {
        try (InputStream content = openContent(index)) {
            return content.readAllBytes();
        } catch (OutOfMemoryError e) {
            throw new IOException("Reading " + name() + ": its file number " + index + " does not fit into memory", e);
        }
    }

    /**
     * Opens the content of the file that is entry number {@code index} of {@link #entries}; the caller closes the stream.
     *
     * <p>The layer is decompressed up to the end of the file only. Each byte that can be read was there when the whole layer
     * was verified.
     *
     * @throws IOException if the layer cannot be had; reading fails if the content is not what it was
     * @throws IndexOutOfBoundsException if there is no such entry
     */
    public InputStream openContent(int index) throws IOException {
        LayerIndex known = index();
        StoredContent content = known.contents().get(index);
        if (content.size() == 0) {
            return InputStream.nullInputStream();
        }
        boolean far = content.offset() + content.stored() > READ_AHEAD_FROM;
        LayerContents contents = new LayerContents(() -> tar().openContents(known.hashes(), far), name());
        try {
            return new OwningInputStream(contents.open(content), contents);
        } catch (IOException | RuntimeException e) {
            contents.close();
            throw e;
        }
    }

    /** Takes the content of a file, which is valid only during the call. */
    @FunctionalInterface
    public interface ContentVisitor {

        /**
         * Takes the content of an entry.
         *
         * @param index the number of the entry
         * @param content its bytes, closed by the caller
         * @throws IOException if the bytes cannot be read, or not be used
         */
        void visit(int index, InputStream content) throws IOException;
    }

    /**
     * Visits the contents of files in the order of the tar, in one pass that ends with the last one; files without bytes
     * are visited, too. Their bytes are verified before they can be read.
     *
     * @param wanted tells which entries of {@link #entries} to visit
     * @throws IOException if the layer cannot be had, or the visitor fails
     */
    public void readContents(IntPredicate wanted, ContentVisitor visitor) throws IOException {
        LayerIndex known = index();
        List<StoredContent> all = known.contents();
        int[] visited = IntStream.range(0, all.size()).filter(wanted).toArray();
        if (Arrays.stream(visited).allMatch(i -> all.get(i).size() == 0)) {
            for (int i : visited) {
                visitor.visit(i, InputStream.nullInputStream());
            }
            return;
        }
        try (LayerContents contents = new LayerContents(() -> openAll(known), name())) {
            for (int i : visited) {
                StoredContent content = all.get(i);
                visitor.visit(i, content.size() == 0 ? InputStream.nullInputStream() : contents.open(content));
            }
        }
    }

    /**
     * Reads the layer, unless its {@link #entries} are known, and visits the contents of its files on the way, in the
     * order of the tar; files without bytes and sparse ones are left out.
     *
     * <p>Who wants both needs not read the layer again. Nothing is verified before this returns: if it fails, what was
     * visited may be anything. Others who ask for the entries wait meanwhile.
     *
     * @return whether the layer was read, and so its contents were visited
     * @throws IOException as {@link #entries}, or if the visitor fails
     */
    public boolean readEntries(ContentVisitor visitor) throws IOException {
        if (index != null) {
            return false;
        }
        synchronized (lock) {
            if (index != null) {
                return false;
            }
            Optional<LayerIndex> found = findIndex();
            index = found.isPresent() ? found.get() : readIndex(visitor);
            return found.isEmpty();
        }
    }

    private LayerIndex index() throws IOException {
        readEntries(NOBODY);
        return Objects.requireNonNull(index, "index");
    }

    private Optional<LayerIndex> findIndex() {
        BlobCache kept = cache;
        return kept == null ? Optional.empty() : LayerIndexes.find(kept, descriptor.digest(), diffId, limits);
    }

    private LayerIndex readIndex(ContentVisitor visitor) throws IOException {
        LayerIndex read;
        PrefixHashes.Recorder hashes = new PrefixHashes.Recorder(blob);
        try (TarStream tar = tar().open(hashes, isLarge())) {
            read = readAll(tar, visitor).build(hashes.toHashes());
        }
        BlobCache kept = cache;
        if (kept != null) {
            LayerIndexes.keep(kept, descriptor.digest(), diffId, limits, read);
        }
        return read;
    }

    /** What cannot be understood may be damaged, and that is the better thing to say. */
    private LayerIndex.Builder readAll(TarStream tar, ContentVisitor visitor) throws IOException {
        try {
            LayerIndex.Builder read = LayerReader.read(tar, name(), limits, visitor);
            tar.transferTo(OutputStream.nullOutputStream());
            return read;
        } catch (IOException e) {
            throw TarStream.causeOf(e, tar);
        }
    }

    private InputStream openAll(LayerIndex known) throws IOException {
        return isLarge() ? tar().openAllContents(known.hashes()) : tar().openContents(known.hashes(), false);
    }

    private LayerTar tar() {
        return new LayerTar(blob, diffId, limits, name());
    }

    private boolean isLarge() {
        return size() > READ_AHEAD_FROM;
    }

    private String name() {
        return "layer " + descriptor.digest();
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
}
