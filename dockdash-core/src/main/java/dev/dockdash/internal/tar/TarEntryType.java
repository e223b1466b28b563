package dev.dockdash.internal.tar;

/** The types of entries that are written, with the letters of their headers. */
public enum TarEntryType {
    /** A file with content. */
    REGULAR_FILE('0'),
    /** Another name of a file that the archive or a lower layer holds. */
    HARD_LINK('1'),
    /** A symbolic link. */
    SYMBOLIC_LINK('2'),
    /** A directory. */
    DIRECTORY('5');

    private final char typeFlag;

    TarEntryType(char typeFlag) {
        this.typeFlag = typeFlag;
    }

    byte typeFlag() {
        return (byte) typeFlag;
    }
}
