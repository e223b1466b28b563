package dev.dockdash.archive;

import java.io.IOException;

/** Thrown when an archive lacks something that it names, which another of its descriptions of the image may know. */
final class MissingFromArchiveException extends IOException {

    private static final long serialVersionUID = 1L;

    MissingFromArchiveException(String message) {
        super(message);
    }
}
