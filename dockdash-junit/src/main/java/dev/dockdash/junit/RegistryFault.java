package dev.dockdash.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Something that goes wrong in an {@link EphemeralRegistry} inside the JVM: which requests it strikes, and what it does
 * to them.
 *
 * <p>Without another word it strikes the first request, once. Images that tests declare are there before. What does not
 * fit an annotation is said with {@link TestRegistry#inProcess} and {@link dev.dockdash.testregistry.Fault}.
 *
 * <pre>{@code
 * @EphemeralRegistry(faults = @RegistryFault(
 *         value = RegistryFault.Kind.STATUS, amount = 503, method = "GET", path = "/v2/web/blobs/*", times = 2))
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({})
public @interface RegistryFault {

    /** What goes wrong. */
    Kind value();

    /** The status, milliseconds or bytes that {@link #value} speaks of; of no meaning to other kinds. */
    long amount() default 0;

    /** The method of the requests that it strikes, in upper case, or {@code *} for any. */
    String method() default "*";

    /** The path of the requests that it strikes; {@code *} stays between slashes, {@code **} does not. */
    String path() default "/v2/**";

    /** How many such requests are spared first. */
    int after() default 0;

    /** How many requests it strikes, or 0 for all. */
    int times() default 1;

    /** What goes wrong. */
    enum Kind {
        /** The answer has that status, and nothing is done. */
        STATUS,
        /** The answer is 429, with the word to try again after so many milliseconds, in whole seconds. */
        RATE_LIMIT,
        /** The answer comes so many milliseconds late. */
        DELAY,
        /** There is no answer, on a connection that stays open. */
        STALL,
        /** So many bytes of the body come, and then nothing more. */
        STALL_AFTER,
        /** So many bytes of the body come, and the connection is closed. */
        TRUNCATE_AFTER,
        /** The lowest bit of the body's byte with that index is turned over. */
        FLIP_BIT,
        /** The body comes no faster than so many bytes in a second. */
        SLOW_BODY,
        /** The connection is closed without an answer, and nothing is done. */
        DROP_CONNECTION,
        /** What was asked is done, and the connection is closed without an answer. */
        LOSE_ANSWER,
        /** The token of the request is not valid any more. */
        EXPIRE_TOKEN
    }
}
