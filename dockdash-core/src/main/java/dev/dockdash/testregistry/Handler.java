package dev.dockdash.testregistry;

import java.io.IOException;

/** Answers requests; safe for use by many threads. */
@FunctionalInterface
interface Handler {

    /**
     * Returns the answer, whose content the caller closes.
     *
     * @throws RefusedException if the request is at fault
     * @throws IOException if the client went away ({@link ClientGoneException}) or the storage failed
     */
    Response handle(Request request) throws IOException, RefusedException;
}
