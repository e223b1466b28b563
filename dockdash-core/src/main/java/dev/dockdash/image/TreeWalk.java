package dev.dockdash.image;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** One way through the tree of an image, name by name; links are followed inside the root only. */
final class TreeWalk {

    /** As Linux does. */
    static final int MAX_LINKS = 40;

    private final Deque<String> rest;
    private final boolean followLast;
    private final List<String> names = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();
    private int links;
    private long steps;

    TreeWalk(Node root, List<String> path, boolean followLast) {
        this.rest = new ArrayDeque<>(path);
        this.followLast = followLast;
        nodes.add(root);
    }

    /** Goes as far as there is a way, and tells whether that is the end. */
    boolean run() {
        while (!rest.isEmpty()) {
            String name = rest.remove();
            steps++;
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

    /** Returns how many names were looked at. */
    long steps() {
        return steps;
    }

    Node last() {
        return nodes.get(nodes.size() - 1);
    }

    /** Returns the names on the way, no link among them. */
    List<String> names() {
        return names;
    }

    /** Returns where the way leads, as far as there is one and then as it is written. */
    List<String> reachedAndRest() {
        List<String> all = new ArrayList<>(names);
        rest.stream().filter(name -> !name.equals("..")).forEach(all::add);
        return all;
    }
}
