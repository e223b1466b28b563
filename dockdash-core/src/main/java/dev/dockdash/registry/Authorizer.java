package dev.dockdash.registry;

import java.io.IOException;
import java.util.Optional;
import okhttp3.Response;

/** Says what a request has to carry to be allowed. Thread-safe. */
interface Authorizer {

    /** Returns the header for an access as far as is known without being asked. */
    Optional<String> known(Access access) throws IOException;

    /**
     * Returns another header after one was refused, or empty if there is none to try.
     *
     * @param refused the header that was sent
     * @param answer the answer, whose body is left alone
     */
    Optional<String> answer(Access access, Optional<String> refused, Response answer) throws IOException;

    /** Forgets credentials that were refused, and returns where they were looked for, as a part of a sentence. */
    String refused(Access access);
}
