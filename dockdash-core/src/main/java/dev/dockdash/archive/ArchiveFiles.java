package dev.dockdash.archive;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The files of an archive or directory, by their names. Immutable and safe for use by many threads. */
interface ArchiveFiles {

    /**
     * Returns a file, or empty if there is none of that name.
     *
     * @throws IOException if the name or a link leads out of the archive, or what is there is not a file
     */
    Optional<ArchiveFile> find(String name) throws IOException;

    /** Returns some names of files, for messages. */
    List<String> someNames() throws IOException;

    /** Returns what this is, for messages. */
    @Override
    String toString();
}
