package dev.dockdash.testregistry;

import java.io.IOException;

/** A step on the way of every request to its endpoint: it may answer itself, pass the request on, or change the answer. */
@FunctionalInterface
interface Interceptor {

    /**
     * Returns the answer of {@code next} or another one; an answer that is not passed on must be closed.
     *
     * @throws RefusedException if the request is at fault
     * @throws IOException if the client went away ({@link ClientGoneException}) or the storage failed
     */
    Response intercept(Request request, Handler next) throws IOException, RefusedException;

    /** Returns a handler that takes this step before {@code next}. */
    default Handler before(Handler next) {
        return request -> intercept(request, next);
    }
}
