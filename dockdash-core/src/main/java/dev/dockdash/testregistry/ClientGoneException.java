package dev.dockdash.testregistry;

import java.io.IOException;
import java.io.Serial;

/** The client closed its connection in the middle of a request: there is nobody left to answer. */
final class ClientGoneException extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    ClientGoneException(String message) {
        super(message);
    }

    ClientGoneException(IOException cause) {
        super(cause);
    }
}
