package dev.dockdash.image;

import dev.dockdash.layer.EntryMetadata;
import dev.dockdash.layer.LayerEntry;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What one or more paths of an image name.
 *
 * @param type what it is
 * @param metadata mode, owner and time
 * @param size the length in bytes
 * @param linkTarget where a symbolic link leads
 * @param layer the layer that has it, -1 for a directory that no layer has
 * @param index its number among the entries of that layer
 */
record Inode(FileType type, EntryMetadata metadata, long size, Optional<String> linkTarget, int layer, int index) {

    private static final EntryMetadata NO_ENTRY = new EntryMetadata(0755, 0, 0, "", "", Instant.EPOCH, Map.of());

    /** What a runtime makes of a directory that things lie in but that no layer has an entry for. */
    static final Inode MISSING_DIRECTORY = new Inode(FileType.DIRECTORY, NO_ENTRY, 0, Optional.empty(), -1, -1);

    static Inode file(LayerEntry.RegularFile file, int layer, int index) {
        return new Inode(FileType.REGULAR_FILE, file.metadata(), file.size(), Optional.empty(), layer, index);
    }

    static Inode directory(LayerEntry.Directory directory, int layer, int index) {
        return new Inode(FileType.DIRECTORY, directory.metadata(), 0, Optional.empty(), layer, index);
    }

    static Inode link(LayerEntry.SymbolicLink link, int layer, int index) {
        return new Inode(FileType.SYMBOLIC_LINK, link.metadata(), 0, Optional.of(link.target()), layer, index);
    }

    static Inode special(LayerEntry.SpecialFile special, int layer, int index) {
        FileType type = switch (special.kind()) {
            case CHARACTER_DEVICE -> FileType.CHARACTER_DEVICE;
            case BLOCK_DEVICE -> FileType.BLOCK_DEVICE;
            case FIFO -> FileType.FIFO;
        };
        return new Inode(type, special.metadata(), 0, Optional.empty(), layer, index);
    }

    FileEntry at(String path) {
        return new FileEntry(
                path,
                type,
                metadata.mode(),
                metadata.uid(),
                metadata.gid(),
                size,
                metadata.modified(),
                linkTarget,
                layer);
    }
}
