package dev.dockdash.blob;

import java.io.IOException;

/** Thrown when bytes are not those that their digest and size promise. */
public final class BlobMismatchException extends IOException {

    private static final long serialVersionUID = 1L;

    /** Creates an exception whose message names the source, what was expected and what was found. */
    public BlobMismatchException(String message) {
        super(message);
    }
}
