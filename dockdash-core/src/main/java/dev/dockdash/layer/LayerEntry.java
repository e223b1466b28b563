package dev.dockdash.layer;

/**
 * One entry of a layer as it stands in its tar, before it is merged with others.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.1/layer.md">image-spec, layers</a>
 */
public sealed interface LayerEntry {

    /** Returns the path exactly as the tar has it: {@code ./a}, {@code /a} and {@code a/} are left alone. */
    String path();

    /** Returns mode, owner, time and extended attributes. */
    EntryMetadata metadata();

    /**
     * A file with content.
     *
     * @param path the path as it is written
     * @param metadata mode, owner and time
     * @param size the length in bytes
     */
    record RegularFile(String path, EntryMetadata metadata, long size) implements LayerEntry {}

    /**
     * A directory.
     *
     * @param path the path as it is written
     * @param metadata mode, owner and time
     */
    record Directory(String path, EntryMetadata metadata) implements LayerEntry {}

    /**
     * A symbolic link.
     *
     * @param path the path as it is written
     * @param metadata owner and time
     * @param target where it leads, as it is written
     */
    record SymbolicLink(String path, EntryMetadata metadata, String target) implements LayerEntry {}

    /**
     * Another name of a file of this or a lower layer.
     *
     * @param path the path as it is written
     * @param metadata what the entry says; the file's own counts
     * @param target the path of the file, as it is written
     */
    record HardLink(String path, EntryMetadata metadata, String target) implements LayerEntry {}

    /**
     * A deletion of what lower layers have at a path.
     *
     * @param path the path as it is written, whose name starts with {@code .wh.}
     * @param metadata mode, owner and time
     */
    record Whiteout(String path, EntryMetadata metadata) implements LayerEntry {

        /** Returns the path that is deleted, in the form of {@link #path}. */
        public String hiddenPath() {
            String marker = EntryPath.withoutSlashAtEnd(path);
            return EntryPath.child(
                    EntryPath.parent(marker), EntryPath.name(marker).substring(EntryPath.WHITEOUT_PREFIX.length()));
        }
    }

    /**
     * A deletion of all that lower layers have in a directory.
     *
     * @param path the path as it is written, whose name is {@code .wh..wh..opq}
     * @param metadata mode, owner and time
     */
    record OpaqueMarker(String path, EntryMetadata metadata) implements LayerEntry {

        /** Returns the path of the directory, empty for the root. */
        public String directory() {
            return EntryPath.parent(EntryPath.withoutSlashAtEnd(path));
        }
    }

    /**
     * A device or named pipe.
     *
     * @param path the path as it is written
     * @param metadata mode, owner and time
     * @param kind which of them
     * @param major the device's major number, 0 for a pipe
     * @param minor the device's minor number, 0 for a pipe
     */
    record SpecialFile(String path, EntryMetadata metadata, Kind kind, int major, int minor) implements LayerEntry {

        /** What a special file is. */
        public enum Kind {
            /** A device of characters, such as a terminal. */
            CHARACTER_DEVICE,
            /** A device of blocks, such as a disk. */
            BLOCK_DEVICE,
            /** A named pipe. */
            FIFO
        }
    }
}
