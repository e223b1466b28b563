package dev.dockdash.assertj;

import dev.dockdash.image.FileChange;
import dev.dockdash.image.FileEntry;
import dev.dockdash.image.Image;
import dev.dockdash.image.ImageFilesystem;
import dev.dockdash.layer.Layer;
import dev.dockdash.layer.LayerEntry;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Everything that is or was in an image, with which layers did what to it. */
final class LayerWork {

    private final ImageFilesystem filesystem;
    private final NavigableMap<String, Optional<LayerEntry>> deleted;

    private LayerWork(ImageFilesystem filesystem, NavigableMap<String, Optional<LayerEntry>> deleted) {
        this.filesystem = filesystem;
        this.deleted = deleted;
    }

    /** Takes one path after the other. */
    interface Visitor {
        void visit(PathRecord path) throws IOException;
    }

    /**
     * Looks for what layers deleted.
     *
     * @throws IOException if a layer cannot be read
     */
    static LayerWork of(Image image) throws IOException {
        ImageFilesystem filesystem = image.filesystem();
        Set<String> present = new HashSet<>();
        filesystem.entries().map(FileEntry::path).forEach(present::add);
        NavigableMap<String, Optional<LayerEntry>> deleted = new TreeMap<>();
        for (Layer layer : image.layers()) {
            for (LayerEntry entry : layer.entries()) {
                String path = CanonicalPath.ofEntry(entry.path());
                if (!(entry instanceof LayerEntry.Whiteout)
                        && !(entry instanceof LayerEntry.OpaqueMarker)
                        && !present.contains(path)
                        && isDeleted(filesystem, path)) {
                    deleted.put(path, Optional.of(entry));
                }
            }
        }
        for (String path : CanonicalPath.parents(deleted.keySet())) {
            if (!path.equals("/") && !present.contains(path)) {
                deleted.putIfAbsent(path, Optional.empty());
            }
        }
        return new LayerWork(filesystem, deleted);
    }

    /** What builders leave in layers for themselves is in no history; what lies behind a link is found at its own path. */
    private static boolean isDeleted(ImageFilesystem filesystem, String path) {
        List<FileChange> changes = filesystem.changes(path);
        return !changes.isEmpty() && changes.get(changes.size() - 1).kind() == FileChange.Kind.DELETED;
    }

    /** Visits all paths but the root, sorted, so that a directory comes before what lies in it. */
    void forEach(Visitor visitor) throws IOException {
        Iterator<Map.Entry<String, Optional<LayerEntry>>> gone =
                deleted.entrySet().iterator();
        Map.Entry<String, Optional<LayerEntry>> next = gone.hasNext() ? gone.next() : null;
        for (FileEntry entry : (Iterable<FileEntry>) filesystem.entries()::iterator) {
            while (next != null && next.getKey().compareTo(entry.path()) < 0) {
                visitor.visit(deleted(next));
                next = gone.hasNext() ? gone.next() : null;
            }
            visitor.visit(PathRecord.of(entry, filesystem.changes(entry.path())));
        }
        while (next != null) {
            visitor.visit(deleted(next));
            next = gone.hasNext() ? gone.next() : null;
        }
    }

    private PathRecord deleted(Map.Entry<String, Optional<LayerEntry>> gone) {
        return PathRecord.deleted(gone.getKey(), gone.getValue(), filesystem.changes(gone.getKey()));
    }

    /** Counts what each layer did, for as many layers. */
    List<LayerCounts> counts(int layers) throws IOException {
        LayerCounts[] counts = new LayerCounts[layers];
        Arrays.fill(counts, LayerCounts.NONE);
        forEach(path -> path.changes().forEach(change -> {
            if (change.layer() >= 0 && change.layer() < layers) {
                counts[change.layer()] = counts[change.layer()].plus(change.kind());
            }
        }));
        return List.of(counts);
    }
}
