package dev.dockdash.assertj;

import dev.dockdash.image.FileEntry;
import dev.dockdash.image.Image;
import dev.dockdash.image.ImageFilesystem;
import dev.dockdash.layer.LayerEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What of the files in layers a container sees. A file that a later layer replaces or deletes is wasted: it is stored and
 * moved, and no one can read it.
 *
 * @param unpacked the lengths of all counted files, in bytes
 * @param wasted those that are wasted, the largest first
 */
record LayerUsage(long unpacked, List<Waste> wasted) {

    /**
     * A file that no container sees.
     *
     * @param path its path
     * @param layer its layer
     * @param bytes its length
     */
    record Waste(String path, int layer, long bytes) {}

    long wastedBytes() {
        return wasted.stream().mapToLong(Waste::bytes).sum();
    }

    /** Returns which part of the bytes a container sees, 1 for an image without bytes. */
    double efficiency() {
        return unpacked == 0 ? 1 : 1 - (double) wastedBytes() / unpacked;
    }

    /**
     * Counts the files of layers from a number on, those at ignored paths left out.
     *
     * @throws IOException if a layer cannot be read
     */
    static LayerUsage of(Image image, int firstLayer, PathGlobs ignored) throws IOException {
        ImageFilesystem filesystem = image.filesystem();
        Set<String> linked = linkedFiles(image);
        List<Waste> wasted = new ArrayList<>();
        long unpacked = 0;
        for (int layer = firstLayer; layer < image.layers().size(); layer++) {
            List<LayerEntry> entries = image.layers().get(layer).entries();
            Set<Integer> last = lastOfEachPath(entries);
            for (int i = 0; i < entries.size(); i++) {
                String path = CanonicalPath.ofEntry(entries.get(i).path());
                if (entries.get(i) instanceof LayerEntry.RegularFile file && !ignored.match(path)) {
                    unpacked += file.size();
                    boolean kept = isSeen(filesystem, path, layer) || linked.contains(layer + path);
                    if (file.size() > 0 && !(kept && last.contains(i))) {
                        wasted.add(new Waste(path, layer, file.size()));
                    }
                }
            }
        }
        wasted.sort(Comparator.comparingLong(Waste::bytes).reversed().thenComparing(Waste::path));
        return new LayerUsage(unpacked, List.copyOf(wasted));
    }

    /** Of several entries for one path in a layer only the last counts. */
    private static Set<Integer> lastOfEachPath(List<LayerEntry> entries) {
        Map<String, Integer> last = new HashMap<>();
        for (int i = 0; i < entries.size(); i++) {
            last.put(CanonicalPath.ofEntry(entries.get(i).path()), i);
        }
        return new HashSet<>(last.values());
    }

    private static boolean isSeen(ImageFilesystem filesystem, String path, int layer) {
        return filesystem
                .find(path)
                .filter(FileEntry::isRegularFile)
                .filter(entry -> entry.layer() == layer)
                .isPresent();
    }

    /** Returns layer and path of files that another name keeps, even if their own is gone. */
    private static Set<String> linkedFiles(Image image) throws IOException {
        Set<String> linked = new HashSet<>();
        for (int layer = 0; layer < image.layers().size(); layer++) {
            for (LayerEntry entry : image.layers().get(layer).entries()) {
                if (entry instanceof LayerEntry.HardLink link) {
                    String target = CanonicalPath.ofEntry(link.target());
                    image.filesystem()
                            .find(CanonicalPath.ofEntry(link.path()))
                            .ifPresent(seen -> linked.add(seen.layer() + target));
                }
            }
        }
        return linked;
    }
}
