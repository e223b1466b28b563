package dev.dockdash.image;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What of a merged tree has to be made on a disk, in the order in which it can be. */
final class ExtractionPlan {

    /**
     * Something to make.
     *
     * @param path the path in the image, without slash at its start
     * @param inode what it is
     */
    record Item(String path, Inode inode) {}

    /**
     * A further name of a file.
     *
     * @param path the name, without slash at its start
     * @param existing the name that is made before it
     */
    record Link(String path, String existing) {}

    private final List<Item> directories = new ArrayList<>();
    private final List<Item> symbolicLinks = new ArrayList<>();
    private final List<Item> specialFiles = new ArrayList<>();
    private final List<Link> hardLinks = new ArrayList<>();

    /** For each layer the files that win, by the numbers of their entries. */
    private final Map<Integer, Map<Integer, Item>> files = new HashMap<>();

    ExtractionPlan(FileTree tree) {
        List<Item> all = new ArrayList<>();
        tree.forEach((path, inode) -> all.add(new Item(path.substring(1), inode)));
        all.sort(Comparator.comparing(Item::path));
        Map<Long, String> names = new HashMap<>();
        for (Item item : all) {
            boolean named = tree.linked().contains(item.inode().number());
            String existing = named ? names.putIfAbsent(item.inode().number(), item.path()) : null;
            add(item, existing == null ? "" : existing);
        }
    }

    private void add(Item item, String existing) {
        Inode inode = item.inode();
        switch (inode.type()) {
            case DIRECTORY -> directories.add(item);
            case CHARACTER_DEVICE, BLOCK_DEVICE, FIFO -> specialFiles.add(item);
            case REGULAR_FILE, SYMBOLIC_LINK -> {
                if (!existing.isEmpty()) {
                    hardLinks.add(new Link(item.path(), existing));
                } else if (inode.type() == FileType.SYMBOLIC_LINK) {
                    symbolicLinks.add(item);
                } else {
                    files.computeIfAbsent(inode.layer(), layer -> new HashMap<>())
                            .put(inode.index(), item);
                }
            }
        }
    }

    /** Returns the directories, each before what lies in it. */
    List<Item> directories() {
        return directories;
    }

    List<Item> symbolicLinks() {
        return symbolicLinks;
    }

    List<Item> specialFiles() {
        return specialFiles;
    }

    List<Link> hardLinks() {
        return hardLinks;
    }

    /** Returns the layers that files come from, and for each the files by the numbers of their entries. */
    Map<Integer, Map<Integer, Item>> files() {
        return files;
    }
}
