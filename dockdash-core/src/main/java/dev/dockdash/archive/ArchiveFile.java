package dev.dockdash.archive;

import java.io.IOException;
import java.io.InputStream;

/** A file of an archive, which can be opened any number of times. Immutable. */
interface ArchiveFile {

    /** Returns its length in bytes. */
    long size();

    /**
     * Opens the bytes from their start; the caller closes the stream, whose {@code skip} does not read.
     *
     * @throws IOException if they cannot be had
     */
    InputStream open() throws IOException;
}
