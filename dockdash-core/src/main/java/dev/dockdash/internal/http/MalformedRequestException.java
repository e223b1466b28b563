package dev.dockdash.internal.http;

import java.io.IOException;

/** Says that what came over a connection is not a request that this server understands. */
final class MalformedRequestException extends IOException {

    private static final long serialVersionUID = 1;

    private final int status;

    MalformedRequestException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** Returns the status to answer with. */
    int status() {
        return status;
    }
}
