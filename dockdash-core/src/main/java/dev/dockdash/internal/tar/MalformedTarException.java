package dev.dockdash.internal.tar;

import java.io.IOException;

/** Says what is wrong with a header; the reader adds where it stands. */
final class MalformedTarException extends IOException {

    private static final long serialVersionUID = 1L;

    MalformedTarException(String message) {
        super(message);
    }
}
