package dev.dockdash.assertj;

import dev.dockdash.image.FileChange;
import dev.dockdash.image.FileEntry;
import dev.dockdash.layer.LayerEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What is at a path of an image, or was until a layer deleted it.
 *
 * @param path the absolute path
 * @param mode type and permissions as {@code ls} writes them
 * @param uid the owner's number
 * @param gid the group's number
 * @param size the length in bytes
 * @param target where a symbolic link leads
 * @param notes what else there is to say, empty for most
 * @param changes what the layers did to it, lowest layer first
 */
record PathRecord(
        String path,
        String mode,
        long uid,
        long gid,
        long size,
        Optional<String> target,
        String notes,
        List<FileChange> changes) {

    private static final String DIRECTORY = "drwxr-xr-x";

    static PathRecord of(FileEntry entry, List<FileChange> changes) {
        return new PathRecord(
                entry.path(),
                FileListing.typeAndPermissions(entry),
                entry.uid(),
                entry.gid(),
                entry.size(),
                entry.linkTarget(),
                notes(entry),
                changes);
    }

    /** Returns what was at a path as the last layer had it that had an entry for it, if one had. */
    static PathRecord deleted(String path, Optional<LayerEntry> last, List<FileChange> changes) {
        return last.map(entry -> new PathRecord(
                        path,
                        letter(entry) + FileListing.permissions(entry.metadata().mode()),
                        entry.metadata().uid(),
                        entry.metadata().gid(),
                        entry instanceof LayerEntry.RegularFile file ? file.size() : 0,
                        entry instanceof LayerEntry.SymbolicLink link ? Optional.of(link.target()) : Optional.empty(),
                        entry instanceof LayerEntry.HardLink link ? "hard link to " + link.target() : "",
                        changes))
                .orElseGet(() -> new PathRecord(path, DIRECTORY, 0, 0, 0, Optional.empty(), "", changes));
    }

    private static char letter(LayerEntry entry) {
        if (entry instanceof LayerEntry.Directory) {
            return 'd';
        }
        if (entry instanceof LayerEntry.SymbolicLink) {
            return 'l';
        }
        if (entry instanceof LayerEntry.SpecialFile special) {
            return switch (special.kind()) {
                case CHARACTER_DEVICE -> 'c';
                case BLOCK_DEVICE -> 'b';
                case FIFO -> 'p';
            };
        }
        return '-';
    }

    private static String notes(FileEntry entry) {
        List<String> notes = new ArrayList<>();
        entry.device().ifPresent(device -> notes.add("device " + device.major() + ":" + device.minor()));
        if (entry.linkCount() > 1) {
            notes.add(entry.linkCount() + " names");
        }
        if (!entry.xattrs().isEmpty()) {
            notes.add("with " + String.join(", ", new TreeSet<>(entry.xattrs().keySet())));
        }
        return String.join("; ", notes);
    }

    /** Returns a mark and the layer for each change: {@code +0 ~2 -3}. */
    String marks() {
        return changes.stream()
                .map(change -> mark(change.kind()) + change.layer())
                .collect(Collectors.joining(" "));
    }

    private static String mark(FileChange.Kind kind) {
        return switch (kind) {
            case ADDED -> "+";
            case CHANGED -> "~";
            case DELETED -> "-";
        };
    }
}
