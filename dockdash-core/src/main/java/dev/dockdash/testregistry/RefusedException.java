package dev.dockdash.testregistry;

import java.io.Serial;

/** A request that the specification wants answered with an error. */
final class RefusedException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Response response;

    /** Refuses with the usual status of the code. */
    RefusedException(ErrorCode code, String message) {
        this(code, code.status(), message);
    }

    RefusedException(ErrorCode code, int status, String message) {
        this(message, Response.error(status, code.name(), message));
    }

    private RefusedException(String message, Response response) {
        super(message);
        this.response = response;
    }

    /** Returns this refusal with one more header in its answer. */
    RefusedException withHeader(String name, String value) {
        return new RefusedException(String.valueOf(getMessage()), response.header(name, value));
    }

    Response response() {
        return response;
    }
}
