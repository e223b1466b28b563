package dev.dockdash.testregistry;

import java.io.IOException;
import java.io.Serial;

/** The connection is to be closed in the middle of a request, because a fault wants it. */
final class ConnectionDroppedException extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    ConnectionDroppedException(String message) {
        super(message);
    }
}
