package dev.dockdash.image;

import dev.dockdash.internal.glob.Glob;
import dev.dockdash.layer.Layer;
import dev.dockdash.oci.History;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of an image as a container of it would find them: all layers merged, whiteouts applied, hard links resolved.
 *
 * <p>Paths are absolute; {@code x}, {@code ./x} and {@code x/} mean {@code /x}. Symbolic links are followed inside the
 * image only, wherever they lead. What builders of lazily read layers and AUFS leave in layers for themselves is not part
 * of it. Immutable and safe for use by many threads.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.1/layer.md#applying-changesets">image-spec,
 *     applying changesets</a>
 */
public final class ImageFilesystem {

    private final List<Layer> layers;
    private final FileTree tree;
    private final LayerHistory history;
    private final Map<Long, Integer> linkCounts = new HashMap<>();
    private volatile @Nullable Accounts accounts;

    private ImageFilesystem(List<Layer> layers, FileTree tree, LayerHistory history) {
        this.layers = layers;
        this.tree = tree;
        this.history = history;
        if (!tree.linked().isEmpty()) {
            tree.forEach((path, inode) -> {
                if (tree.linked().contains(inode.number())) {
                    linkCounts.merge(inode.number(), 1, Integer::sum);
                }
            });
        }
    }

    /**
     * Merges layers, base layer first; their contents are read only when they are asked for.
     *
     * @throws IOException if a layer cannot be read, is not what its digests say, or has an entry that points outside
     */
    public static ImageFilesystem of(List<Layer> layers) throws IOException {
        return of(layers, List.of());
    }

    static ImageFilesystem of(List<Layer> layers, List<History> history) throws IOException {
        FileTree tree = new FileTree();
        for (int i = 0; i < layers.size(); i++) {
            tree.apply(layers.get(i).entries(), i);
        }
        return new ImageFilesystem(List.copyOf(layers), tree, LayerHistory.of(history, layers.size()));
    }

    /** Returns everything but the root, sorted by path, a directory before what lies in it. */
    public Stream<FileEntry> entries() {
        return below(new FileTree.Located(List.of(), tree.root()));
    }

    /**
     * Returns what a path leads to, after all links, and everything below it, sorted by path; links below it are not
     * followed.
     *
     * @throws NoSuchFileException if it leads nowhere
     */
    public Stream<FileEntry> walk(String path) throws IOException {
        FileTree.Located start = located(path);
        return Stream.concat(Stream.of(entry(start)), below(start));
    }

    /**
     * Returns what matches a glob, sorted by path: {@code *} and {@code ?} stay within a name, <code>**</code> crosses
     * names, {@code [a-z]} and {@code {jar,war}} choose. Links are not followed.
     *
     * @throws IllegalArgumentException if the glob is empty, or a bracket or brace is not closed
     */
    public Stream<FileEntry> glob(String glob) {
        Glob pattern = Glob.compile(glob);
        return entries().filter(entry -> pattern.matches(entry.path().substring(1)));
    }

    /** Tells whether a path leads to something, after all links. */
    public boolean exists(String path) {
        return tree.resolve(path).isPresent();
    }

    /** Returns what is at a path: links on the way to it are followed, a link at its end is returned itself. */
    public Optional<FileEntry> find(String path) {
        return tree.find(path).map(this::entry);
    }

    /** Returns what a path leads to, after all links; empty if it leads nowhere. */
    public Optional<FileEntry> resolve(String path) {
        return tree.resolve(path).map(this::entry);
    }

    /**
     * Returns what the layers did to a path, lowest layer first; empty for a path that no layer ever had. It may be
     * deleted meanwhile. Links are followed on the way to it, not at its end.
     */
    public List<FileChange> changes(String path) {
        List<FileChange> changes = new ArrayList<>();
        tree.changes(path)
                .ifPresent(found ->
                        found.forEach((kind, layer) -> changes.add(new FileChange(kind, layer, history.of(layer)))));
        return List.copyOf(changes);
    }

    /**
     * Returns the names of users and groups, from the image's own files; they are read at the first call.
     *
     * @throws IOException if a layer cannot be read
     */
    public Accounts accounts() throws IOException {
        Accounts known = accounts;
        if (known == null) {
            known = Accounts.read(this);
            accounts = known;
        }
        return known;
    }

    /**
     * Returns the content of the file that a path leads to, after all links.
     *
     * @throws NoSuchFileException if it leads nowhere
     * @throws IOException if it leads to something other than a file, the layer cannot be read, or the content does not
     *     fit in memory
     */
    public byte[] readAllBytes(String path) throws IOException {
        Inode inode = file(path);
        return layers.get(inode.layer()).readContent(inode.index());
    }

    /**
     * Opens the content of the file that a path leads to, after all links; the caller closes the stream.
     *
     * @throws NoSuchFileException if it leads nowhere
     * @throws IOException if it leads to something other than a file, or the layer cannot be read
     */
    public InputStream open(String path) throws IOException {
        Inode inode = file(path);
        return layers.get(inode.layer()).openContent(inode.index());
    }

    /**
     * Writes all files into a folder, as {@link ExtractionPolicy#CURRENT_USER}.
     *
     * @param directory an empty folder, or one that is not there yet
     * @throws IOException as {@link #extractTo(Path, ExtractionPolicy)}
     */
    public ExtractionReport extractTo(Path directory) throws IOException {
        return extractTo(directory, ExtractionPolicy.CURRENT_USER);
    }

    /**
     * Writes all files into a folder. Nothing is written outside of it: no link is followed, targets of links are written
     * as they are, without being looked at, and hard links stay names of one file.
     *
     * <p>The folder is complete in the end or as empty as before: it is filled under another name beside it, where that is
     * possible. Contents are verified while they are written.
     *
     * <p>Each layer was decompressed once for its entries and is decompressed again for its contents, if any is left of
     * them; {@link Image#extractTo(Path, ExtractionPolicy)} does both at once.
     *
     * @param directory an empty folder, or one that is not there yet
     * @throws IOException if the folder is not empty or cannot be written, a layer cannot be read or is not what it was,
     *     the disk takes two names for one, or the policy asks for what this user may not do
     */
    public ExtractionReport extractTo(Path directory, ExtractionPolicy policy) throws IOException {
        return Extraction.extract(tree, layers, directory, policy);
    }

    private Inode file(String path) throws IOException {
        Inode inode = located(path).node().inode();
        if (inode.type() != FileType.REGULAR_FILE) {
            throw new IOException("Reading " + path + " of an image: expected a file but it is a " + inode.type());
        }
        return inode;
    }

    private FileTree.Located located(String path) throws NoSuchFileException {
        return tree.resolve(path).orElseThrow(() -> new NoSuchFileException(path, null, "no such file in the image"));
    }

    private Stream<FileEntry> below(FileTree.Located directory) {
        List<FileEntry> entries = new ArrayList<>();
        FileTree.forEachBelow(directory, (path, inode) -> entries.add(entry(path, inode)));
        entries.sort(Comparator.comparing(FileEntry::path));
        return entries.stream();
    }

    private FileEntry entry(FileTree.Located located) {
        return entry(located.path(), located.node().inode());
    }

    private FileEntry entry(String path, Inode inode) {
        return inode.at(path, linkCounts.getOrDefault(inode.number(), 1));
    }
}
