package dev.dockdash.image;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One name in the tree of an image; several may share an inode. A name that was deleted stays, without an inode, to tell
 * which layers did what to it.
 */
final class Node {

    private final Changes changes = new Changes();
    private @Nullable NavigableMap<String, Node> children;
    private @Nullable Inode inode;

    /** Returns what is there; ask only for what is. */
    Inode inode() {
        if (inode == null) {
            throw new IllegalStateException("Nothing is there");
        }
        return inode;
    }

    boolean exists() {
        return inode != null;
    }

    boolean isDirectory() {
        return inode != null && inode.type() == FileType.DIRECTORY;
    }

    Changes changes() {
        return changes;
    }

    /** Returns all names that are or ever were in here, sorted. */
    NavigableMap<String, Node> children() {
        return children == null ? Collections.emptyNavigableMap() : children;
    }

    /** Returns what a name is now. */
    @Nullable Node child(String name) {
        Node child = children().get(name);
        return child == null || !child.exists() ? null : child;
    }

    /** Returns a name, be it there or not. */
    Node childOrNew(String name) {
        NavigableMap<String, Node> all = children;
        if (all == null) {
            all = new TreeMap<>();
            children = all;
        }
        return all.computeIfAbsent(name, absent -> new Node());
    }

    /** Sets what this is; a directory keeps what lies in it only if it stays one. */
    void set(Inode newInode, int layer) {
        if (isDirectory() && newInode.type() != FileType.DIRECTORY) {
            deleteChildren(layer);
        }
        inode = newInode;
        changes.add(layer, true);
    }

    /** Sets what this is from the start, before any layer. */
    void setSilently(Inode newInode) {
        inode = newInode;
    }

    /** Deletes this and all that lies in it. */
    void delete(int layer) {
        if (inode != null) {
            deleteChildren(layer);
            inode = null;
            changes.add(layer, false);
        }
    }

    /** Deletes all that lies in this, however deep. */
    void deleteChildren(int layer) {
        Deque<Node> left = new ArrayDeque<>(children().values());
        while (!left.isEmpty()) {
            Node node = left.pop();
            if (node.inode != null) {
                left.addAll(node.children().values());
                node.inode = null;
                node.changes.add(layer, false);
            }
        }
    }
}
