package dev.dockdash.registry;

import java.io.IOException;

/** Thrown when a server asks for something that is not safe to do; trying again would not change it. */
final class RefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
        super(message);
    }
}
