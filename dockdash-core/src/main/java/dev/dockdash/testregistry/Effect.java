package dev.dockdash.testregistry;

import java.io.IOException;

/** What a fault does to a request or its answer. */
@FunctionalInterface
interface Effect {

    /** Passes the request on and the answer back. */
    Effect NONE = (request, next, closing) -> next.handle(request);

    /**
     * Returns the answer to send.
     *
     * @param next answers the request as if there were no fault
     * @param closing ends every wait when the registry is closed
     * @throws ConnectionDroppedException if the connection is to be closed
     */
    Response apply(Request request, Handler next, Closing closing) throws IOException, RefusedException;
}
