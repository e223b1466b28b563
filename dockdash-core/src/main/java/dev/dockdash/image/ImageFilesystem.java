package dev.dockdash.image;

import dev.dockdash.layer.Layer;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files of an image as a container of it would find them: all layers merged, whiteouts applied, hard links resolved.
 *
 * <p>Paths are absolute; {@code x}, {@code ./x} and {@code x/} mean {@code /x}. Symbolic links are followed inside the
 * image only, wherever they lead. Immutable and safe for use by many threads.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.1/layer.md#applying-changesets">image-spec,
 *     applying changesets</a>
 */
public final class ImageFilesystem {

    private final List<Layer> layers;
    private final FileTree tree;

    private ImageFilesystem(List<Layer> layers, FileTree tree) {
        this.layers = layers;
        this.tree = tree;
    }

    /**
     * Merges layers, base layer first; their contents are read only when they are asked for.
     *
     * @throws IOException if a layer cannot be read, is not what its digests say, or has an entry that points outside
     */
    public static ImageFilesystem of(List<Layer> layers) throws IOException {
        FileTree tree = new FileTree();
        for (int i = 0; i < layers.size(); i++) {
            tree.apply(layers.get(i).entries(), i);
        }
        return new ImageFilesystem(List.copyOf(layers), tree);
    }

    /** Returns everything but the root, sorted by path, a directory before what lies in it. */
    public Stream<FileEntry> entries() {
        List<FileEntry> entries = new ArrayList<>();
        tree.forEach((path, inode) -> entries.add(inode.at(path)));
        return entries.stream().sorted(Comparator.comparing(FileEntry::path));
    }

    /** Returns what is at a path: links on the way to it are followed, a link at its end is returned itself. */
    public Optional<FileEntry> find(String path) {
        return tree.find(path).map(ImageFilesystem::entry);
    }

    /** Returns what a path leads to, after all links; empty if it leads nowhere. */
    public Optional<FileEntry> resolve(String path) {
        return tree.resolve(path).map(ImageFilesystem::entry);
    }

    /**
     * Returns the content of the file that a path leads to, after all links.
     *
     * @throws NoSuchFileException if it leads nowhere
     * @throws IOException if it leads to something other than a file, or the layer cannot be read
     */
    public byte[] readAllBytes(String path) throws IOException {
        FileTree.Located located =
                tree.resolve(path).orElseThrow(() -> new NoSuchFileException(path, null, "no such file in the image"));
        Inode inode = located.node().inode();
        if (inode.type() != FileType.REGULAR_FILE) {
            throw new IOException("Reading " + path + " of an image: expected a file but it is a " + inode.type());
        }
        return layers.get(inode.layer()).readContent(inode.index());
    }

    private static FileEntry entry(FileTree.Located located) {
        return located.node().inode().at(located.path());
    }
}
