package dev.dockdash.layer;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What one thread met and another is to throw. */
final class Failures {

    private Failures() {}

    /** Throws a failure as it is, if there is one: an {@link IOException}, or one that nobody declares. */
    static void throwIfAny(@Nullable Throwable failure) throws IOException {
        if (failure instanceof IOException e) {
            throw e;
        } else if (failure instanceof RuntimeException e) {
            throw e;
        } else if (failure instanceof Error e) {
            throw e;
        }
    }
}
