package dev.dockdash.assertj;

import dev.dockdash.assertj.ImageDifferences.FileDifference;
import dev.dockdash.assertj.ImageDifferences.Kind;
import dev.dockdash.image.FileEntry;
import dev.dockdash.image.Image;
import dev.dockdash.image.ImageFilesystem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Compares what containers of two images see. */
final class MergedDifferences {

    private final ImageFilesystem filesystem;
    private final ImageFilesystem other;
    private final ContentDigests digests;
    private final ContentDigests otherDigests;
    private final Set<DiffTolerance> tolerances;

    MergedDifferences(Image image, Image other, Set<DiffTolerance> tolerances) throws IOException {
        this.filesystem = image.filesystem();
        this.other = other.filesystem();
        this.digests = new ContentDigests(image.layers(), filesystem);
        this.otherDigests = new ContentDigests(other.layers(), this.other);
        this.tolerances = tolerances;
    }

    /**
     * Returns the differences, sorted by path.
     *
     * @throws IOException if a layer cannot be read
     */
    List<FileDifference> find() throws IOException {
        Map<String, FileEntry> found = byPath(filesystem);
        Map<String, FileEntry> old = byPath(other);
        Set<String> paths = new TreeSet<>(found.keySet());
        paths.addAll(old.keySet());
        List<FileDifference> differences = new ArrayList<>();
        for (String path : paths) {
            FileEntry before = old.get(path);
            FileEntry now = found.get(path);
            if (before == null && now != null) {
                differences.add(new FileDifference(path, Kind.ADDED, FileListing.line(now)));
            } else if (before != null && now == null) {
                differences.add(new FileDifference(path, Kind.REMOVED, FileListing.line(before)));
            } else if (before != null && now != null) {
                compare(before, now, differences);
            }
        }
        return differences;
    }

    private void compare(FileEntry before, FileEntry now, List<FileDifference> differences) throws IOException {
        List<String> lines = FileComparison.attributes(before, now);
        if (!tolerances.contains(DiffTolerance.TIMESTAMPS)) {
            FileComparison.add(lines, "modified", before.modified(), now.modified());
        }
        if (before.isRegularFile() && now.isRegularFile()) {
            FileComparison.add(lines, "size", before.size(), now.size());
            if (!otherDigests.of(before).equals(digests.of(now))) {
                lines.add(ContentComparison.of(other, before, filesystem, now));
            }
        }
        if (!lines.isEmpty()) {
            differences.add(new FileDifference(now.path(), Kind.CHANGED, now.path() + ": " + String.join(", ", lines)));
        }
    }

    private static Map<String, FileEntry> byPath(ImageFilesystem filesystem) {
        return filesystem
                .entries()
                .collect(Collectors.toMap(FileEntry::path, entry -> entry, (one, two) -> two, TreeMap::new));
    }
}
