package dev.dockdash.assertj;

/** What a listing of files says of each, beside its path and the target of a link. */
public enum ListingColumn {
    /** Type and permissions, such as {@code -rwxr-xr-x}. */
    MODE,
    /** The numbers of owner and group, such as {@code 0:0}. */
    OWNER,
    /** The length of a file in bytes. */
    SIZE,
    /** The SHA-256 of the content of a file. */
    DIGEST
}
