package dev.dockdash.image;

/** What a path in an image is. */
public enum FileType {
    /** A file with content. */
    REGULAR_FILE,
    /** A directory. */
    DIRECTORY,
    /** A symbolic link. */
    SYMBOLIC_LINK,
    /** A device of characters, such as a terminal. */
    CHARACTER_DEVICE,
    /** A device of blocks, such as a disk. */
    BLOCK_DEVICE,
    /** A named pipe. */
    FIFO
}
