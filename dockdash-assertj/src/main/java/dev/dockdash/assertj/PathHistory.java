package dev.dockdash.assertj;

import dev.dockdash.layer.Layer;
import dev.dockdash.layer.LayerEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the layers did to one path, as their entries name it: links on the way to it are not followed.
 *
 * @param events what happened, lowest layer first
 */
record PathHistory(List<Event> events) {

    /** What a layer can do to a path. */
    enum Kind {
        ADDED,
        CHANGED,
        DELETED
    }

    /**
     * What one layer did.
     *
     * @param layer the number of the layer
     * @param kind what it did
     * @param entry the path of the entry that did it, in canonical form
     */
    record Event(int layer, Kind kind, String entry) {}

    /**
     * Reads what the layers did to a canonical path.
     *
     * @throws IOException if a layer cannot be read
     */
    static PathHistory of(List<Layer> layers, String path) throws IOException {
        List<Event> events = new ArrayList<>();
        boolean exists = false;
        for (int layer = 0; layer < layers.size(); layer++) {
            Optional<String> deletion = Optional.empty();
            Optional<String> entry = Optional.empty();
            for (LayerEntry candidate : layers.get(layer).entries()) {
                String own = CanonicalPath.ofEntry(candidate.path());
                if (deletes(candidate, path)) {
                    deletion = Optional.of(own);
                } else if (own.equals(path)) {
                    entry = Optional.of(own);
                }
            }
            if (entry.isPresent()) {
                events.add(new Event(layer, exists ? Kind.CHANGED : Kind.ADDED, path));
                exists = true;
            } else if (deletion.isPresent() && exists) {
                events.add(new Event(layer, Kind.DELETED, deletion.get()));
                exists = false;
            }
        }
        return new PathHistory(List.copyOf(events));
    }

    /** Returns the first layer above one that changed or deleted what that layer has. */
    Optional<Event> nextAfter(int layer) {
        return events.stream().filter(event -> event.layer() > layer).findFirst();
    }

    /** Something that is no directory hides what lies below its path, as a whiteout does. */
    private static boolean deletes(LayerEntry entry, String path) {
        if (entry instanceof LayerEntry.Whiteout whiteout) {
            return isAtOrBelow(path, CanonicalPath.ofEntry(whiteout.hiddenPath()));
        }
        if (entry instanceof LayerEntry.OpaqueMarker marker) {
            String directory = CanonicalPath.ofEntry(marker.directory());
            return !path.equals(directory) && isAtOrBelow(path, directory);
        }
        String own = CanonicalPath.ofEntry(entry.path());
        return !(entry instanceof LayerEntry.Directory) && !own.equals(path) && isAtOrBelow(path, own);
    }

    private static boolean isAtOrBelow(String path, String top) {
        return top.equals("/") || path.equals(top) || path.startsWith(top + "/");
    }
}
