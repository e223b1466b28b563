package dev.dockdash.testregistry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * Something that goes wrong in an {@link EmbeddedRegistry}: which requests it strikes, and what it does to them.
 *
 * <p>Without another word it strikes the next request, once. Immutable: each method returns a changed copy.
 *
 * <pre>{@code
 * registry.fail(Fault.status(503).times(2).on("GET", "/v2/web/blobs/*"));
 * registry.fail(Fault.rateLimit(Duration.ofSeconds(1)).on("PUT", "/v2/web/manifests/*"));
 * registry.fail(Fault.flipBit(1000).after(1).on("GET", "/v2/team/**"));
 * }</pre>
 *
 * <p>What strikes bodies counts their bytes from 0, and does nothing to a body that is too short. A connection that is
 * reset, or faulty before the registry sees it, takes a {@link FaultProxy}.
 */
public final class Fault {

    private static final int TEMPORARY_REDIRECT = 307;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int LOWEST_STATUS = 200;
    private static final int HIGHEST_STATUS = 599;
    private static final int FIRST_ERROR = 400;
    private static final int BLOCKS_PER_SECOND = 20;

    private final String name;
    private final Selection selection;
    private final Duration delay;
    private final Effect effect;
    private final UnaryOperator<Response> rewriting;
    private final boolean expiresToken;

    private Fault(
            String name,
            Selection selection,
            Duration delay,
            Effect effect,
            UnaryOperator<Response> rewriting,
            boolean expiresToken) {
        this.name = name;
        this.selection = selection;
        this.delay = delay;
        this.effect = effect;
        this.rewriting = rewriting;
        this.expiresToken = expiresToken;
    }

    private static Fault of(String name, Effect effect) {
        return new Fault(name, Selection.NEXT, Duration.ZERO, effect, UnaryOperator.identity(), false);
    }

    /**
     * Answers with a status, and does not do what was asked; a status from 400 on comes with an error document.
     *
     * @throws IllegalArgumentException if it is not from 200 to 599
     */
    public static Fault status(int status) {
        if (status < LOWEST_STATUS || status > HIGHEST_STATUS) {
            throw new IllegalArgumentException(
                    "Invalid status " + status + ": expected " + LOWEST_STATUS + " to " + HIGHEST_STATUS);
        }
        return of("status " + status, (request, next, closing) -> answer(status, request));
    }

    /** Answers 429, with the word to try again after a time, rounded down to seconds. */
    public static Fault rateLimit(Duration retryAfter) {
        return status(TOO_MANY_REQUESTS).header("Retry-After", Long.toString(retryAfter.toSeconds()));
    }

    /** Answers that the thing lies at the same path and query below another root, such as {@code http://other:80}. */
    public static Fault redirectTo(URI root) {
        Objects.requireNonNull(root, "root");
        return of(
                "redirect to " + root,
                (request, next, closing) -> Response.of(TEMPORARY_REDIRECT)
                        .header(
                                Location.HEADER,
                                root
                                        + request.rawPath()
                                        + (request.rawQuery().isEmpty() ? "" : "?" + request.rawQuery())));
    }

    /** Serves the request only after a time. */
    public static Fault delay(Duration duration) {
        return of("delay", Effect.NONE).delayed(duration);
    }

    /** Leaves the request without an answer, on a connection that stays open until the registry is closed. */
    public static Fault stall() {
        return of("stall", (request, next, closing) -> {
            request.recording().publish();
            closing.stall();
            return next.handle(request);
        });
    }

    /** Sends so many bytes of the body, and then nothing more until the registry is closed. */
    public static Fault stallAfter(long bytes) {
        return ofBody(
                "stall after " + requireIndex(bytes),
                (body, request, closing) -> FaultyBody.after(bytes, body, () -> {
                    request.recording().publish();
                    closing.stall();
                }));
    }

    /** Sends so many bytes of the body and closes the connection, though more were promised. */
    public static Fault truncateAfter(long bytes) {
        return ofBody(
                "truncate after " + requireIndex(bytes),
                (body, request, closing) -> FaultyBody.after(bytes, body, () -> {
                    throw new ConnectionDroppedException("A fault ends the answer after " + bytes + " bytes");
                }));
    }

    /** Sends the first so many bytes of the body as if that were all of it. */
    public static Fault shortenTo(long bytes) {
        requireIndex(bytes);
        return of("shorten to " + bytes, Effect.NONE)
                .rewriting(answer -> answer.resized(answer.content(), Math.min(bytes, answer.length())));
    }

    /** Turns over the lowest bit of the body's byte with that index. */
    public static Fault flipBit(long index) {
        return ofBody("flip bit " + requireIndex(index), (body, request, closing) -> FaultyBody.flipped(index, body));
    }

    /** Sends so many zero bytes more behind the body, as if they were part of it. */
    public static Fault extraBytes(int count) {
        requireIndex(count);
        return of(count + " extra bytes", Effect.NONE)
                .rewriting(answer -> answer.resized(
                        new SequenceInputStream(answer.content(), new ByteArrayInputStream(new byte[count])),
                        answer.length() + count));
    }

    /**
     * Sends the body no faster than so many bytes in a second.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public static Fault slowBody(long bytesPerSecond) {
        long block = Math.max(1, bytesPerSecond / BLOCKS_PER_SECOND);
        if (bytesPerSecond < 1) {
            throw new IllegalArgumentException(
                    "Invalid rate " + bytesPerSecond + ": expected at least 1 byte a second");
        }
        Duration pause = Duration.ofSeconds(1).multipliedBy(block).dividedBy(bytesPerSecond);
        return ofBody(
                "slow body", (body, request, closing) -> FaultyBody.every(block, body, () -> closing.pause(pause)));
    }

    /** Does what was asked, and closes the connection without an answer. */
    public static Fault loseAnswer() {
        return of("lose the answer", (request, next, closing) -> {
            next.handle(request).close();
            throw new ConnectionDroppedException("A fault lost the answer");
        });
    }

    /** Closes the connection without an answer, and does not do what was asked. */
    public static Fault dropConnection() {
        return of("drop the connection", (request, next, closing) -> {
            throw new ConnectionDroppedException("A fault dropped the connection");
        });
    }

    /** Makes the token that comes with the request invalid before it is looked at. */
    public static Fault expireToken() {
        return new Fault(
                "expire the token", Selection.NEXT, Duration.ZERO, Effect.NONE, UnaryOperator.identity(), true);
    }

    /**
     * Answers with a header that is not true, in the place of any true one. {@code Content-Length} can be wrong in
     * answers to HEAD only.
     */
    public static Fault wrongHeader(String name, String value) {
        return of("wrong " + name, Effect.NONE).header(name, value);
    }

    /** Answers without a header. */
    public static Fault missingHeader(String name) {
        return of("missing " + name, Effect.NONE).rewriting(answer -> answer.withoutHeader(name));
    }

    /** Sets a header of the answer, in the place of any other of that name. */
    public Fault header(String header, String value) {
        return rewriting(answer -> answer.withoutHeader(header).header(header, value));
    }

    /** Sets the body of the answer. */
    public Fault body(String contentType, byte[] bytes) {
        byte[] copy = bytes.clone();
        return rewriting(answer -> answer.withoutHeader("Content-Type").content(contentType, copy));
    }

    /**
     * Does so only after a time.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Fault delayed(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("A fault cannot wait for " + duration + ": expected zero or more");
        }
        return new Fault(name, selection, duration, effect, rewriting, expiresToken);
    }

    /**
     * Strikes requests with this method and path only.
     *
     * @param method the method in upper case, or {@code *} for any
     * @param path a pattern in which {@code *} stays between slashes and {@code **} does not
     * @throws IllegalArgumentException if the pattern is malformed
     */
    public Fault on(String method, String path) {
        return with(selection.on(method, path));
    }

    /**
     * Spares so many requests first that it would strike otherwise.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Fault after(int requests) {
        return with(selection.behind(requests));
    }

    /**
     * Strikes so many requests.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public Fault times(int requests) {
        return with(selection.limitedTo(requests));
    }

    /** Strikes every such request. */
    public Fault always() {
        return with(selection.limitedTo(Selection.ALWAYS));
    }

    Selection selection() {
        return selection;
    }

    boolean expiresToken() {
        return expiresToken;
    }

    Response strike(Request request, Handler next, Closing closing) throws IOException, RefusedException {
        if (!delay.isZero()) {
            closing.pause(delay);
        }
        return rewriting.apply(effect.apply(request, next, closing));
    }

    /** Returns what it does and which requests it strikes. */
    @Override
    public String toString() {
        return name + " on " + selection + (delay.isZero() ? "" : ", after " + delay);
    }

    private Fault with(Selection newSelection) {
        return new Fault(name, newSelection, delay, effect, rewriting, expiresToken);
    }

    private Fault rewriting(UnaryOperator<Response> next) {
        return new Fault(name, selection, delay, effect, answer -> next.apply(rewriting.apply(answer)), expiresToken);
    }

    @FunctionalInterface
    private interface BodyChange {
        InputStream change(InputStream body, Request request, Closing closing);
    }

    private static Fault ofBody(String name, BodyChange change) {
        return of(name, (request, next, closing) -> {
            Response answer = next.handle(request);
            return answer.resized(change.change(answer.content(), request, closing), answer.length());
        });
    }

    private static long requireIndex(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("Invalid number of bytes " + bytes + ": expected zero or more");
        }
        return bytes;
    }

    private static Response answer(int status, Request request) {
        if (status < FIRST_ERROR) {
            return Response.of(status);
        }
        return Response.error(status, codeOf(status), "A fault was scripted for " + request);
    }

    private static String codeOf(int status) {
        return switch (status) {
            case 401 -> ErrorCode.UNAUTHORIZED.name();
            case 403 -> "DENIED";
            case TOO_MANY_REQUESTS -> "TOOMANYREQUESTS";
            default -> "UNKNOWN";
        };
    }
}
