package dev.dockdash.layer;

import dev.dockdash.cache.BlobCache;
import dev.dockdash.cache.BlobFollower;
import dev.dockdash.internal.tar.TarEntryType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Collects the entries of a layer and builds it.
 *
 * <p>Paths in the image may be written {@code /a}, {@code a}, {@code ./a} or {@code a/}; they mean the same. Sources are
 * looked at and read when the layer is built, in the order of their paths, so the order of the calls does not matter.
 * The same entries give the same digests on every machine. Not thread-safe.
 */
public final class LayerBuilder {

    private static final int FILE_MODE = 0644;

    private final BlobCache cache;
    private final List<EntrySource> sources = new ArrayList<>();
    private Compression compression = Compression.ZSTD;

    LayerBuilder(BlobCache cache) {
        this.cache = Objects.requireNonNull(cache, "cache");
    }

    /**
     * Adds a file, with mode 0755 when its owner may execute it and 0644 otherwise; a link is followed.
     *
     * @throws IllegalArgumentException if the target is not a path below the root
     */
    public LayerBuilder file(Path source, String target) {
        return file(source, target, EntryAttributes.DEFAULT);
    }

    /**
     * Adds a file with these attributes; a link is followed.
     *
     * @throws IllegalArgumentException if the target is not a path below the root
     */
    public LayerBuilder file(Path source, String target, EntryAttributes attributes) {
        return add(new FileSource(source, EntryPath.belowRoot(target), attributes));
    }

    /**
     * Adds all that is in a directory, with symbolic and hard links kept; {@code /} puts it at the root.
     *
     * <p>Directories of the tree, the target included, are made where the base of the image has none, and left as they
     * are where it has them.
     *
     * @throws IllegalArgumentException if the target is not a path
     */
    public LayerBuilder directory(Path source, String target) {
        return directory(source, target, EntryAttributes.DEFAULT);
    }

    /**
     * Adds all that is in a directory, every entry with these attributes; a mode is that of the files, and directories
     * get it with execute permission wherever it has read permission, even where the base has them.
     *
     * @throws IllegalArgumentException if the target is not a path
     */
    public LayerBuilder directory(Path source, String target, EntryAttributes attributes) {
        return directory(source, target, attributes, TreeFilter.ALL);
    }

    /**
     * Adds what of a directory passes a filter, every entry with these attributes, as {@link #directory(Path, String,
     * EntryAttributes)} does.
     *
     * @throws IllegalArgumentException if the target is not a path
     */
    public LayerBuilder directory(Path source, String target, EntryAttributes attributes, TreeFilter filter) {
        return add(new TreeSource(source, EntryPath.canonical(target), attributes, filter));
    }

    /**
     * Adds a file of these bytes, which are copied, with mode 0644.
     *
     * @throws IllegalArgumentException if the path is not one below the root
     */
    public LayerBuilder data(String path, byte[] bytes) {
        return data(path, bytes, EntryAttributes.DEFAULT);
    }

    /**
     * Adds a file of this text in UTF-8, with mode 0644.
     *
     * @throws IllegalArgumentException if the path is not one below the root
     */
    public LayerBuilder data(String path, String text) {
        return data(path, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Adds a file of these bytes, which are copied, with these attributes.
     *
     * @throws IllegalArgumentException if the path is not one below the root
     */
    public LayerBuilder data(String path, byte[] bytes, EntryAttributes attributes) {
        String target = EntryPath.belowRoot(path);
        return add(new PlannedEntry(
                target,
                TarEntryType.REGULAR_FILE,
                attributes.modeOr(FILE_MODE),
                attributes,
                "",
                new Content.Data(bytes.clone()),
                false,
                "data(\"" + path + "\")"));
    }

    /**
     * Adds a directory with mode 0755; unlike a parent of other entries it replaces what the base says of it.
     *
     * @throws IllegalArgumentException if the path is not one below the root
     */
    public LayerBuilder emptyDirectory(String path) {
        return emptyDirectory(path, EntryAttributes.DEFAULT);
    }

    /**
     * Adds a directory with these attributes; unlike a parent of other entries it replaces what the base says of it.
     *
     * @throws IllegalArgumentException if the path is not one below the root
     */
    public LayerBuilder emptyDirectory(String path, EntryAttributes attributes) {
        return add(PlannedEntry.directory(EntryPath.belowRoot(path), attributes, "emptyDirectory(\"" + path + "\")"));
    }

    /**
     * Adds a symbolic link.
     *
     * @param path where the link lies
     * @param target where it leads, kept as it is written
     * @throws IllegalArgumentException if the path is not one below the root, or the target is empty, holds NUL, or
     *     half of a surrogate pair
     */
    public LayerBuilder symbolicLink(String path, String target) {
        return symbolicLink(path, target, EntryAttributes.DEFAULT);
    }

    /**
     * Adds a symbolic link with this owner and time; links have no mode of their own.
     *
     * @param path where the link lies
     * @param target where it leads, kept as it is written
     * @throws IllegalArgumentException if the path is not one below the root, or the target is empty or holds NUL
     */
    public LayerBuilder symbolicLink(String path, String target, EntryAttributes attributes) {
        if (target.isEmpty() || target.indexOf('\0') >= 0 || EntryPath.hasHalfCharacter(target)) {
            throw new IllegalArgumentException("Invalid target of the symbolic link " + path
                    + ": expected a path without NUL and half characters but was \"" + target.replace('\0', '?')
                    + "\"");
        }
        return add(LinkSource.symbolic(EntryPath.belowRoot(path), target, attributes));
    }

    /**
     * Adds another name of a file of this layer, whose attributes it gets, or of a file of the base with mode 0644 and
     * owner 0:0.
     *
     * @param path the new name
     * @param target the path of the file
     * @throws IllegalArgumentException if one is not a path below the root, or both are the same
     */
    public LayerBuilder hardLink(String path, String target) {
        return hardLink(path, target, EntryAttributes.DEFAULT);
    }

    /**
     * Adds another name of a file of this layer, whose attributes it gets, or of a file of the base.
     *
     * @param path the new name
     * @param target the path of the file
     * @param attributes those that a file of the base has: some engines set them on the file again
     * @throws IllegalArgumentException if one is not a path below the root, or both are the same
     */
    public LayerBuilder hardLink(String path, String target, EntryAttributes attributes) {
        String link = EntryPath.belowRoot(path);
        String file = EntryPath.belowRoot(target);
        if (link.equals(file)) {
            throw new IllegalArgumentException("Invalid hard link " + path + ": it leads to itself");
        }
        return add(LinkSource.hard(link, file, attributes));
    }

    /**
     * Deletes what lower layers have at a path, a directory with all that is in it; what this layer puts there stays.
     *
     * @throws IllegalArgumentException if the path is not one below the root
     */
    public LayerBuilder whiteout(String path) {
        String hidden = EntryPath.belowRoot(path);
        String name = EntryPath.WHITEOUT_PREFIX + EntryPath.name(hidden);
        return add(WhiteoutSource.at(EntryPath.child(EntryPath.parent(hidden), name), "whiteout(\"" + path + "\")"));
    }

    /**
     * Deletes all that lower layers have in a directory, the directory itself kept; {@code /} empties the whole image.
     *
     * @throws IllegalArgumentException if the path is not one
     */
    public LayerBuilder opaque(String directory) {
        String path = EntryPath.child(EntryPath.canonical(directory), EntryPath.OPAQUE_MARKER);
        return add(WhiteoutSource.at(path, "opaque(\"" + directory + "\")"));
    }

    private LayerBuilder add(EntrySource source) {
        sources.add(source);
        return this;
    }

    /** Chooses the compression, {@link Compression#ZSTD} unless called. */
    public LayerBuilder compression(Compression newCompression) {
        this.compression = Objects.requireNonNull(newCompression, "compression");
        return this;
    }

    /**
     * Builds the layer and keeps its blob in the cache.
     *
     * @throws IOException if a source is missing, unreadable, neither file, directory nor link, or changes while it is
     *     read; no layer is left behind then
     * @throws IllegalArgumentException if two sources claim one path, or one puts an entry below a file or link
     */
    public Layer build() throws IOException {
        return build(LayerRecipe.NOBODY);
    }

    /**
     * Builds the layer as {@link #build()} does, and lets a follower use its blob while it is written. The follower hears
     * of no layer that is found in the cache or a remote one, and not of one that is written once more to fit its base.
     *
     * @throws IOException if a source is missing, unreadable, neither file, directory nor link, or changes while it is
     *     read; no layer is left behind then, and the follower's streams fail
     * @throws IllegalArgumentException if two sources claim one path, or one puts an entry below a file or link
     */
    public Layer build(BlobFollower follower) throws IOException {
        return new LayerRecipe(sources, compression, cache).build(Objects.requireNonNull(follower, "follower"));
    }
}
