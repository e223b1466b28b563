package dev.dockdash.image;

import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One name in the tree of an image; several may share an inode. */
final class Node {

    private final NavigableMap<String, Node> children = new TreeMap<>();
    private Inode inode;

    Node(Inode inode) {
        this.inode = inode;
    }

    Inode inode() {
        return inode;
    }

    boolean isDirectory() {
        return inode.type() == FileType.DIRECTORY;
    }

    NavigableMap<String, Node> children() {
        return children;
    }

    @Nullable Node child(String name) {
        return children.get(name);
    }

    /** Sets what a name is; a directory keeps its children only if it stays one. */
    void put(String name, Inode newInode) {
        Node existing = children.get(name);
        if (existing != null && existing.isDirectory() && newInode.type() == FileType.DIRECTORY) {
            existing.inode = newInode;
        } else {
            children.put(name, new Node(newInode));
        }
    }

    void replaceInode(Inode newInode) {
        inode = newInode;
    }
}
