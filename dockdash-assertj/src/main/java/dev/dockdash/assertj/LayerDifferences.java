package dev.dockdash.assertj;

import dev.dockdash.assertj.ImageDifferences.FileDifference;
import dev.dockdash.assertj.ImageDifferences.Kind;
import dev.dockdash.image.Image;
import dev.dockdash.layer.EntryMetadata;
import dev.dockdash.layer.Layer;
import dev.dockdash.layer.LayerEntry;
import dev.dockdash.oci.Digest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Compares two images of as many layers entry by entry, as they stand in the tars. */
final class LayerDifferences {

    private final List<Layer> image;
    private final List<Layer> other;
    private final Set<DiffTolerance> tolerances;
    private final List<String> layers = new ArrayList<>();
    private final List<FileDifference> files = new ArrayList<>();

    LayerDifferences(Image image, Image other, Set<DiffTolerance> tolerances) {
        this.image = image.layers();
        this.other = other.layers();
        this.tolerances = tolerances;
    }

    List<String> layers() {
        return layers;
    }

    List<FileDifference> files() {
        return files;
    }

    /**
     * Compares all layers.
     *
     * @throws IOException if a layer cannot be read
     */
    void find() throws IOException {
        for (int i = 0; i < image.size(); i++) {
            compare(i, other.get(i), image.get(i));
        }
    }

    private void compare(int number, Layer old, Layer now) throws IOException {
        if (!old.diffId().equals(now.diffId())) {
            compareEntries(number, old, now);
        } else if (!old.digest().equals(now.digest()) && !tolerances.contains(DiffTolerance.COMPRESSION)) {
            layers.add("layer " + number + ": the same tar is compressed otherwise, " + old.mediaType() + " "
                    + old.digest() + " -> " + now.mediaType() + " " + now.digest());
        }
    }

    private void compareEntries(int number, Layer old, Layer now) throws IOException {
        Map<String, LayerEntry> before = byPath(old);
        Map<String, LayerEntry> after = byPath(now);
        Set<String> paths = new TreeSet<>(before.keySet());
        paths.addAll(after.keySet());
        Map<String, Digest> oldDigests = ContentDigests.of(old);
        Map<String, Digest> digests = ContentDigests.of(now);
        boolean equal = true;
        for (String path : paths) {
            LayerEntry left = before.get(path);
            LayerEntry right = after.get(path);
            String in = ", in layer " + number;
            if (left == null || right == null) {
                equal = false;
                files.add(new FileDifference(path, left == null ? Kind.ADDED : Kind.REMOVED, path + in));
                continue;
            }
            List<String> lines = attributes(left, right);
            if (!Objects.equals(oldDigests.get(path), digests.get(path))) {
                lines.add(ContentComparison.of(content(old, left), content(now, right)));
            }
            boolean sameTime =
                    left.metadata().modified().equals(right.metadata().modified());
            equal &= lines.isEmpty() && sameTime;
            if (!sameTime && !tolerances.contains(DiffTolerance.TIMESTAMPS)) {
                FileComparison.add(
                        lines,
                        "modified",
                        left.metadata().modified(),
                        right.metadata().modified());
            }
            if (!lines.isEmpty()) {
                files.add(new FileDifference(path, Kind.CHANGED, path + in + ": " + String.join(", ", lines)));
            }
        }
        compareForm(number, equal, List.copyOf(before.keySet()), List.copyOf(after.keySet()));
    }

    /** Of tars with other bytes and the same entries the order is other, or how the entries are written. */
    private void compareForm(int number, boolean equal, List<String> before, List<String> after) {
        boolean sameOrder = before.equals(after);
        if (equal && !sameOrder && !tolerances.contains(DiffTolerance.ENTRY_ORDER)) {
            layers.add("layer " + number + ": the same entries in another order");
        }
        if (equal && sameOrder && !tolerances.contains(DiffTolerance.TAR_FORMAT)) {
            layers.add("layer " + number + ": the same entries in another form of tar");
        }
    }

    private static List<String> attributes(LayerEntry old, LayerEntry now) {
        List<String> lines = new ArrayList<>();
        EntryMetadata before = old.metadata();
        EntryMetadata after = now.metadata();
        FileComparison.add(
                lines, "type", LayerEntryAssert.nameOf(old.getClass()), LayerEntryAssert.nameOf(now.getClass()));
        FileComparison.add(lines, "mode", FileListing.mode(before.mode()), FileListing.mode(after.mode()));
        FileComparison.add(
                lines,
                "owner",
                FileListing.owner(before.uid(), before.gid()),
                FileListing.owner(after.uid(), after.gid()));
        FileComparison.add(
                lines,
                "owner names",
                before.userName() + ":" + before.groupName(),
                after.userName() + ":" + after.groupName());
        FileComparison.add(lines, "target", target(old), target(now));
        FileComparison.add(
                lines,
                "extended attributes",
                before.xattrs().keySet(),
                after.xattrs().keySet());
        if (lines.isEmpty() && !before.xattrs().equals(after.xattrs())) {
            lines.add("values of extended attributes");
        }
        return lines;
    }

    private static String target(LayerEntry entry) {
        if (entry instanceof LayerEntry.SymbolicLink link) {
            return link.target();
        }
        return entry instanceof LayerEntry.HardLink link ? link.target() : "";
    }

    private static byte[] content(Layer layer, LayerEntry entry) throws IOException {
        int index = layer.entries().lastIndexOf(entry);
        return entry instanceof LayerEntry.RegularFile ? layer.readContent(index) : new byte[0];
    }

    private static Map<String, LayerEntry> byPath(Layer layer) throws IOException {
        Map<String, LayerEntry> entries = new LinkedHashMap<>();
        for (LayerEntry entry : layer.entries()) {
            entries.put(CanonicalPath.ofEntry(entry.path()), entry);
        }
        return entries;
    }
}
