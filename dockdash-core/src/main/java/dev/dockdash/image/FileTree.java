package dev.dockdash.image;

import dev.dockdash.layer.BaseDirectories;
import dev.dockdash.layer.LayerEntry;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The tree that a stack of layers makes, and the way through it: links are followed inside its root only.
 *
 * <p>Not thread-safe while layers are applied.
 */
final class FileTree implements BaseDirectories {

    /** As Linux does. */
    private static final int MAX_LINKS = 40;

    private final Node root = new Node(Inode.MISSING_DIRECTORY);

    /**
     * Puts a layer on top. Its whiteouts count first, wherever they stand: they hide what lower layers have, never what
     * the layer itself brings.
     *
     * @throws IOException if an entry points outside or a hard link leads nowhere
     */
    void apply(List<LayerEntry> entries, int layer) throws IOException {
        for (LayerEntry entry : entries) {
            hide(entry);
        }
        for (int i = 0; i < entries.size(); i++) {
            add(entries.get(i), layer, i);
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

    /** Calls back for everything but the root, sorted by path, a directory before what lies in it. */
    void forEach(BiConsumer<String, Inode> action) {
        forEach(root, "", action);
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
        Walk walk = new Walk(PathNames.split(path), true);
        boolean exists = walk.run() && walk.located().node().isDirectory();
        return new Location(String.join("/", walk.reachedAndRest()), exists);
    }

    private Optional<Located> locate(List<String> names, boolean followLast) {
        Walk walk = new Walk(names, followLast);
        return walk.run() ? Optional.of(walk.located()) : Optional.empty();
    }

    private static void forEach(Node directory, String prefix, BiConsumer<String, Inode> action) {
        directory.children().forEach((name, node) -> {
            String path = prefix + "/" + name;
            action.accept(path, node.inode());
            forEach(node, path, action);
        });
    }

    private void hide(LayerEntry entry) throws IOException {
        if (entry instanceof LayerEntry.Whiteout whiteout) {
            List<String> names = PathNames.ofEntry(whiteout.hiddenPath());
            String last = names.get(names.size() - 1);
            locate(names.subList(0, names.size() - 1), true)
                    .ifPresent(parent -> parent.node().children().remove(last));
        } else if (entry instanceof LayerEntry.OpaqueMarker marker) {
            locate(PathNames.ofEntry(marker.directory()), true)
                    .ifPresent(directory -> directory.node().children().clear());
        }
    }

    private void add(LayerEntry entry, int layer, int index) throws IOException {
        if (entry instanceof LayerEntry.RegularFile file) {
            put(file.path(), Inode.file(file, layer, index));
        } else if (entry instanceof LayerEntry.Directory directory) {
            put(directory.path(), Inode.directory(directory, layer, index));
        } else if (entry instanceof LayerEntry.SymbolicLink link) {
            put(link.path(), Inode.link(link, layer, index));
        } else if (entry instanceof LayerEntry.SpecialFile special) {
            put(special.path(), Inode.special(special, layer, index));
        } else if (entry instanceof LayerEntry.HardLink link) {
            put(link.path(), target(link));
        }
    }

    private Inode target(LayerEntry.HardLink link) throws IOException {
        Optional<Located> target = locate(PathNames.ofEntry(link.target()), false);
        if (target.isEmpty() || target.get().node().isDirectory()) {
            throw new IOException("Reading an image: the hard link " + link.path() + " leads to " + link.target()
                    + ", where there is " + (target.isEmpty() ? "nothing" : "a directory") + "; expected a file");
        }
        return target.get().node().inode();
    }

    private void put(String path, Inode inode) throws IOException {
        List<String> names = PathNames.ofEntry(path);
        if (names.isEmpty()) {
            if (inode.type() != FileType.DIRECTORY) {
                throw new IOException("Reading an image: the entry \"" + path + "\" makes the root a " + inode.type()
                        + "; expected a directory");
            }
            root.replaceInode(inode);
            return;
        }
        Node parent = makeDirectories(names.subList(0, names.size() - 1));
        parent.put(names.get(names.size() - 1), inode);
    }

    /** Goes down to a directory, follows links on the way and makes what is missing, as runtimes do. */
    private Node makeDirectories(List<String> names) throws IOException {
        Walk walk = new Walk(names, true);
        if (walk.run() && walk.located().node().isDirectory()) {
            return walk.located().node();
        }
        if (walk.isLost()) {
            throw new IOException("Reading an image: the way to " + String.join("/", names) + " has more than "
                    + MAX_LINKS + " symbolic links");
        }
        Node node = root;
        for (String name : walk.reachedAndRest()) {
            Node child = node.child(name);
            if (child == null || !child.isDirectory()) {
                node.put(name, Inode.MISSING_DIRECTORY);
                child = Objects.requireNonNull(node.child(name));
            }
            node = child;
        }
        return node;
    }

    /** One way through the tree, name by name. */
    private final class Walk {

        private final Deque<String> rest;
        private final boolean followLast;
        private final List<String> names = new ArrayList<>();
        private final List<Node> nodes = new ArrayList<>();
        private int links;

        Walk(List<String> path, boolean followLast) {
            this.rest = new ArrayDeque<>(path);
            this.followLast = followLast;
            nodes.add(root);
        }

        /** Goes as far as there is a way, and tells whether that is the end. */
        boolean run() {
            while (!rest.isEmpty()) {
                String name = rest.remove();
                if (name.equals("..")) {
                    up();
                    continue;
                }
                Node child = last().child(name);
                if (child == null || isLost()) {
                    rest.addFirst(name);
                    return false;
                }
                enter(name, child);
            }
            return true;
        }

        private void enter(String name, Node child) {
            Optional<String> target = child.inode().linkTarget();
            if (target.isPresent() && (followLast || !rest.isEmpty())) {
                links++;
                follow(target.get());
            } else {
                names.add(name);
                nodes.add(child);
            }
        }

        private void follow(String target) {
            if (target.startsWith("/")) {
                names.clear();
                nodes.subList(1, nodes.size()).clear();
            }
            List<String> added = PathNames.split(target);
            for (int i = added.size() - 1; i >= 0; i--) {
                rest.addFirst(added.get(i));
            }
        }

        /** The parent of the root is the root. */
        private void up() {
            if (!names.isEmpty()) {
                names.remove(names.size() - 1);
                nodes.remove(nodes.size() - 1);
            }
        }

        boolean isLost() {
            return links > MAX_LINKS;
        }

        private Node last() {
            return nodes.get(nodes.size() - 1);
        }

        Located located() {
            return new Located(List.copyOf(names), last());
        }

        List<String> reachedAndRest() {
            List<String> all = new ArrayList<>(names);
            rest.stream().filter(name -> !name.equals("..")).forEach(all::add);
            return all;
        }
    }
}
