package dev.dockdash.registry;

import java.io.IOException;

/** Thrown when what is to be sent cannot be read: no fault of the connection, and no reason to send it again. */
final class SourceException extends IOException {

    private static final long serialVersionUID = 1L;

    SourceException(String message, IOException cause) {
        super(message, cause);
    }
}
