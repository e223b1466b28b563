package dev.dockdash.assertj;

import dev.dockdash.image.Image;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * In what an image differs from another.
 *
 * @param documents differences of manifest and config, in one line each
 * @param layers differences in number, order and form of the layers
 * @param files differences of files
 */
record ImageDifferences(List<String> documents, List<String> layers, List<FileDifference> files) {

    /** What can be different about a path. */
    enum Kind {
        ADDED,
        REMOVED,
        CHANGED
    }

    /**
     * A path that only one image has, or that is not the same in both.
     *
     * @param path the path
     * @param kind what is different
     * @param line the whole, in one line
     */
    record FileDifference(String path, Kind kind, String line) {

        /** Returns which properties changed, nothing for a file that only one image has. */
        String detail() {
            return kind == Kind.CHANGED ? line.substring(path.length() + 2) : "";
        }
    }

    /**
     * Compares an image with an older one.
     *
     * @throws IOException if a layer cannot be read
     */
    static ImageDifferences of(Image image, Image other, Set<DiffTolerance> tolerances, PathGlobs ignored)
            throws IOException {
        List<String> documents = new ArrayList<>(DocumentDifferences.of(image, other, tolerances));
        List<String> layers = new ArrayList<>();
        boolean merged = tolerances.contains(DiffTolerance.LAYERING);
        if (!merged && image.layers().size() != other.layers().size()) {
            layers.add("number of layers: " + other.layers().size() + " -> "
                    + image.layers().size());
            merged = true;
        }
        List<FileDifference> files;
        if (merged) {
            files = new MergedDifferences(image, other, tolerances).find();
        } else {
            LayerDifferences byLayer = new LayerDifferences(image, other, tolerances);
            byLayer.find();
            layers.addAll(byLayer.layers());
            files = byLayer.files();
        }
        return new ImageDifferences(
                documents,
                layers,
                files.stream().filter(file -> !ignored.match(file.path())).toList());
    }

    /** Returns all tolerances, with which only what a container sees counts. */
    static Set<DiffTolerance> semantic() {
        return EnumSet.allOf(DiffTolerance.class);
    }

    boolean isEmpty() {
        return documents.isEmpty() && layers.isEmpty() && files.isEmpty();
    }

    List<String> lines(Kind kind) {
        return files.stream()
                .filter(file -> file.kind() == kind)
                .map(FileDifference::line)
                .toList();
    }

    /** Adds all of it to a message. */
    Message addTo(Message message) {
        return addFilesTo(message.withEach("documents", documents).withEach("layers", layers));
    }

    Message addFilesTo(Message message) {
        return message.withEach("added", lines(Kind.ADDED))
                .withEach("removed", lines(Kind.REMOVED))
                .withEach("changed", lines(Kind.CHANGED));
    }

    /** Returns the paths that are different in some way, sorted. */
    Set<String> paths() {
        Set<String> paths = new TreeSet<>();
        files.forEach(file -> paths.add(file.path()));
        return paths;
    }
}
