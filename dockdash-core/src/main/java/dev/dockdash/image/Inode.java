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
 * @param device which device it is
 * @param layer the layer that has it, -1 for a directory that no layer has
 * @param index its number among the entries of that layer
 */
record Inode(
        FileType type,
        EntryMetadata metadata,
        long size,
        Optional<String> linkTarget,
        Optional<FileEntry.Device> device,
        int layer,
        int index) {

    private static final EntryMetadata NO_ENTRY = new EntryMetadata(0755, 0, 0, "", "", Instant.EPOCH, Map.of());

    /** What a runtime makes of a directory that things lie in but that no layer has an entry for. */
    static final Inode MISSING_DIRECTORY = plain(FileType.DIRECTORY, NO_ENTRY, 0, -1, -1);

    static Inode file(LayerEntry.RegularFile file, int layer, int index) {
        return plain(FileType.REGULAR_FILE, file.metadata(), file.size(), layer, index);
    }

    static Inode directory(LayerEntry.Directory directory, int layer, int index) {
        return plain(FileType.DIRECTORY, directory.metadata(), 0, layer, index);
    }

    static Inode link(LayerEntry.SymbolicLink link, int layer, int index) {
        return new Inode(
                FileType.SYMBOLIC_LINK, link.metadata(), 0, Optional.of(link.target()), Optional.empty(), layer, index);
    }

    static Inode special(LayerEntry.SpecialFile special, int layer, int index) {
        FileType type = switch (special.kind()) {
            case CHARACTER_DEVICE -> FileType.CHARACTER_DEVICE;
            case BLOCK_DEVICE -> FileType.BLOCK_DEVICE;
            case FIFO -> FileType.FIFO;
        };
        Optional<FileEntry.Device> device = type == FileType.FIFO
                ? Optional.empty()
                : Optional.of(new FileEntry.Device(special.major(), special.minor()));
        return new Inode(type, special.metadata(), 0, Optional.empty(), device, layer, index);
    }

    private static Inode plain(FileType type, EntryMetadata metadata, long size, int layer, int index) {
        return new Inode(type, metadata, size, Optional.empty(), Optional.empty(), layer, index);
    }

    /** Returns a number that no other inode of the image has, -1 for a directory that no layer has. */
    long number() {
        return layer < 0 ? -1 : ((long) layer << Integer.SIZE) + index;
    }

    FileEntry at(String path, int links) {
        return new FileEntry(
                path,
                type,
                metadata.mode(),
                metadata.uid(),
                metadata.gid(),
                size,
                metadata.modified(),
                linkTarget,
                metadata.xattrs(),
                device,
                number(),
                links,
                layer);
    }
}
