package dev.dockdash.image;

import dev.dockdash.layer.BaseDirectories;
import dev.dockdash.layer.LayerEntry;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The tree that a stack of layers makes, and the way through it: links are followed inside its root only.
 *
 * <p>Not thread-safe while layers are applied.
 */
final class FileTree implements BaseDirectories {

    /** A few bytes of a layer can ask for thousands of directories, or for a way through thousands of names. */
    private static final int MAX_MISSING_DIRECTORIES = 1_000_000;

    private static final long MAX_STEPS = 500_000_000;

    private final Node root = new Node();
    private final Set<Long> linked = new HashSet<>();
    private int missingDirectories;
    private long steps;

    FileTree() {
        root.setSilently(Inode.MISSING_DIRECTORY);
    }

    /**
     * Puts a layer on top. Its whiteouts count first, wherever they stand: they hide what lower layers have, never what
     * the layer itself brings.
     *
     * @throws IOException if an entry points outside or a hard link leads nowhere
     */
    void apply(List<LayerEntry> entries, int layer) throws IOException {
        for (LayerEntry entry : entries) {
            hide(entry, layer);
        }
        Stargz stargz = Stargz.of(entries);
        for (int i = 0; i < entries.size(); i++) {
            LayerEntry entry = entries.get(i);
            if (!(entry instanceof LayerEntry.Whiteout) && !(entry instanceof LayerEntry.OpaqueMarker)) {
                List<String> names = PathNames.ofEntry(entry.path());
                if (!stargz.hides(names) && !PathNames.areOfAufs(names)) {
                    put(names, entry, inode(entry, layer, i), layer);
                }
            }
        }
    }

    /** Returns what is at a path, links followed on the way but not at its end. */
    Optional<Located> find(String path) {
        return locate(PathNames.split(path), false);
    }

    /** Returns what a path leads to, links followed to their end. */
    Optional<Located> resolve(String path) {
        return locate(PathNames.split(path), true);
    }

    /**
     * Returns the changes of a path, which need not be there any more; links are followed as by {@link #find}, and where
     * they lead to nothing that ever was, the path counts as it is written: there was no link then.
     */
    Optional<Changes> changes(String path) {
        List<String> names = PathNames.split(path);
        TreeWalk walk = new TreeWalk(root, names, false);
        walk.run();
        return descend(walk.reachedAndRest()).or(() -> descend(names)).map(Node::changes);
    }

    /** Returns what is or was at a path without links. */
    private Optional<Node> descend(List<String> names) {
        Node node = root;
        for (String name : names) {
            Node child = node.children().get(name);
            if (child == null) {
                return Optional.empty();
            }
            node = child;
        }
        return Optional.of(node);
    }

    /** Returns the numbers of inodes that had more than one name at some time. */
    Set<Long> linked() {
        return linked;
    }

    /** Calls back for everything but the root, a directory before what lies in it. */
    void forEach(BiConsumer<String, Inode> action) {
        forEachBelow(new Located(List.of(), root), action);
    }

    /** Calls back for everything in a directory, however deep, a directory before what lies in it. */
    static void forEachBelow(Located directory, BiConsumer<String, Inode> action) {
        Deque<Map.Entry<String, Node>> left = new ArrayDeque<>();
        String path = directory.path();
        left.push(Map.entry(path.equals("/") ? "" : path, directory.node()));
        while (!left.isEmpty()) {
            Map.Entry<String, Node> next = left.pop();
            next.getValue().children().forEach((name, node) -> {
                if (node.exists()) {
                    String child = next.getKey() + "/" + name;
                    action.accept(child, node.inode());
                    if (!node.children().isEmpty()) {
                        left.push(Map.entry(child, node));
                    }
                }
            });
        }
    }

    Node root() {
        return root;
    }

    /**
     * Something in the tree.
     *
     * @param names the names on the way to it, no link among them
     * @param node what is there
     */
    record Located(List<String> names, Node node) {
        String path() {
            return "/" + String.join("/", names);
        }
    }

    @Override
    public Location locate(String path) {
        TreeWalk walk = new TreeWalk(root, PathNames.split(path), true);
        boolean exists = walk.run() && walk.last().isDirectory();
        return new Location(String.join("/", walk.reachedAndRest()), exists);
    }

    private Optional<Located> locate(List<String> names, boolean followLast) {
        TreeWalk walk = new TreeWalk(root, names, followLast);
        return walk.run() ? Optional.of(new Located(List.copyOf(walk.names()), walk.last())) : Optional.empty();
    }

    private void hide(LayerEntry entry, int layer) throws IOException {
        if (entry instanceof LayerEntry.Whiteout whiteout) {
            List<String> names = PathNames.ofEntry(whiteout.hiddenPath());
            TreeWalk walk = walk(names.subList(0, names.size() - 1), true);
            Node hidden = walk.run() ? walk.last().child(names.get(names.size() - 1)) : null;
            count(walk);
            if (hidden != null) {
                hidden.delete(layer);
            }
        } else if (entry instanceof LayerEntry.OpaqueMarker marker) {
            TreeWalk walk = walk(PathNames.ofEntry(marker.directory()), true);
            if (walk.run()) {
                walk.last().deleteChildren(layer);
            }
            count(walk);
        }
    }

    private Inode inode(LayerEntry entry, int layer, int index) throws IOException {
        if (entry instanceof LayerEntry.RegularFile file) {
            return Inode.file(file, layer, index);
        } else if (entry instanceof LayerEntry.Directory directory) {
            return Inode.directory(directory, layer, index);
        } else if (entry instanceof LayerEntry.SymbolicLink link) {
            return Inode.link(link, layer, index);
        } else if (entry instanceof LayerEntry.SpecialFile special) {
            return Inode.special(special, layer, index);
        } else if (entry instanceof LayerEntry.HardLink link) {
            return target(link);
        }
        throw new IllegalStateException("A whiteout is no file: " + entry);
    }

    private Inode target(LayerEntry.HardLink link) throws IOException {
        TreeWalk walk = walk(PathNames.ofEntry(link.target()), false);
        boolean found = walk.run();
        count(walk);
        if (!found || walk.last().isDirectory()) {
            throw new IOException("Reading an image: the hard link " + link.path() + " leads to " + link.target()
                    + ", where there is " + (found ? "a directory" : "nothing") + "; expected a file");
        }
        Inode target = walk.last().inode();
        linked.add(target.number());
        return target;
    }

    private void put(List<String> names, LayerEntry entry, Inode inode, int layer) throws IOException {
        if (names.isEmpty()) {
            if (inode.type() != FileType.DIRECTORY) {
                throw new IOException("Reading an image: the entry \"" + entry.path() + "\" makes the root a "
                        + inode.type() + "; expected a directory");
            }
            root.set(inode, layer);
            return;
        }
        Node parent = makeDirectories(names.subList(0, names.size() - 1), layer);
        parent.childOrNew(names.get(names.size() - 1)).set(inode, layer);
    }

    /** Goes down to a directory, follows links on the way and makes what is missing, as runtimes do. */
    private Node makeDirectories(List<String> names, int layer) throws IOException {
        TreeWalk walk = walk(names, true);
        boolean found = walk.run();
        count(walk);
        if (found && walk.last().isDirectory()) {
            return walk.last();
        }
        if (walk.isLost()) {
            throw new IOException("Reading an image: the way to " + String.join("/", names) + " has more than "
                    + TreeWalk.MAX_LINKS + " symbolic links");
        }
        Node node = root;
        for (String name : walk.reachedAndRest()) {
            Node child = node.childOrNew(name);
            if (!child.isDirectory()) {
                child.set(Inode.MISSING_DIRECTORY, layer);
                countMissingDirectory();
            }
            node = child;
        }
        return node;
    }

    private TreeWalk walk(List<String> names, boolean followLast) {
        return new TreeWalk(root, names, followLast);
    }

    private void count(TreeWalk walk) throws IOException {
        steps += walk.steps();
        if (steps > MAX_STEPS) {
            throw new IOException("Reading an image: the paths of its layers have more than " + MAX_STEPS
                    + " names, with those of the links they lead through; do not use this image");
        }
    }

    private void countMissingDirectory() throws IOException {
        missingDirectories++;
        if (missingDirectories > MAX_MISSING_DIRECTORIES) {
            throw new IOException("Reading an image: its layers have files in more than " + MAX_MISSING_DIRECTORIES
                    + " directories that they have no entries for; do not use this image");
        }
    }
}
