package dev.dockdash.testregistry;

import java.util.OptionalLong;

/**
 * Something that goes wrong on the way through a {@link FaultProxy}: which requests it strikes, at which byte, and what
 * it does.
 *
 * <p>Without another word it strikes the next request, once, and there the answer, before its first byte. Immutable:
 * each method returns a changed copy.
 *
 * <pre>{@code
 * proxy.fail(ConnectionFault.reset().atResponseByte(1000).on("GET", "/v2/web/blobs/*"));
 * proxy.fail(ConnectionFault.close().atRequestByte(0).times(2).on("PUT", "/v2/web/**"));
 * proxy.fail(ConnectionFault.slow(10_000).always());
 * }</pre>
 *
 * <p>Bytes are those of the body, counted from 0; of a chunked one, with its chunk sizes. To a body that is too short
 * nothing happens. Of a connection with TLS the proxy sees no requests: the whole connection then counts as one, which no
 * method is the method of, and all its bytes as a body.
 */
public final class ConnectionFault {

    enum Kind {
        RESET,
        CLOSE,
        STALL,
        FLIP_BIT,
        SLOW
    }

    enum Side {
        REQUEST,
        RESPONSE
    }

    private final Kind kind;
    private final long rate;
    private final Side side;
    private final OptionalLong index;
    private final Selection selection;

    private ConnectionFault(Kind kind, long rate, Side side, OptionalLong index, Selection selection) {
        this.kind = kind;
        this.rate = rate;
        this.side = side;
        this.index = index;
        this.selection = selection;
    }

    private static ConnectionFault of(Kind kind, long rate) {
        return new ConnectionFault(kind, rate, Side.RESPONSE, OptionalLong.empty(), Selection.NEXT);
    }

    /** Resets the connection, as a host does that lost its memory. */
    public static ConnectionFault reset() {
        return of(Kind.RESET, 0);
    }

    /** Closes the connection, as if all had been said. */
    public static ConnectionFault close() {
        return of(Kind.CLOSE, 0);
    }

    /** Passes nothing more on, on a connection that stays open until the client leaves or the proxy is closed. */
    public static ConnectionFault stall() {
        return of(Kind.STALL, 0);
    }

    /** Turns the lowest bit of one byte over. */
    public static ConnectionFault flipBit() {
        return of(Kind.FLIP_BIT, 0);
    }

    /**
     * Passes no more than so many bytes on in a second, from the byte on at which it strikes.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public static ConnectionFault slow(long bytesPerSecond) {
        if (bytesPerSecond < 1) {
            throw new IllegalArgumentException(
                    "Invalid rate " + bytesPerSecond + ": expected at least 1 byte a second");
        }
        return of(Kind.SLOW, bytesPerSecond);
    }

    /**
     * Strikes before the byte of the request's body with this index is passed on.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public ConnectionFault atRequestByte(long requestByte) {
        return at(Side.REQUEST, requestByte);
    }

    /**
     * Strikes before the byte of the answer's body with this index is passed on.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public ConnectionFault atResponseByte(long responseByte) {
        return at(Side.RESPONSE, responseByte);
    }

    /**
     * Strikes requests with this method and path only.
     *
     * @param method the method in upper case, or {@code *} for any
     * @param path a pattern in which {@code *} stays between slashes and {@code **} does not
     * @throws IllegalArgumentException if the pattern is malformed
     */
    public ConnectionFault on(String method, String path) {
        return with(selection.on(method, path));
    }

    /**
     * Spares so many requests first that it would strike otherwise.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public ConnectionFault after(int requests) {
        return with(selection.behind(requests));
    }

    /**
     * Strikes so many requests.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public ConnectionFault times(int requests) {
        return with(selection.limitedTo(requests));
    }

    /** Strikes every such request. */
    public ConnectionFault always() {
        return with(selection.limitedTo(Selection.ALWAYS));
    }

    Kind kind() {
        return kind;
    }

    /** Returns the highest number of bytes in a second, if it is about that. */
    long rate() {
        return rate;
    }

    Side side() {
        return side;
    }

    /** Returns the index in the body, empty if the fault strikes before the head of the answer. */
    OptionalLong index() {
        return index;
    }

    Selection selection() {
        return selection;
    }

    /** Returns what it does, where, and which requests it strikes. */
    @Override
    public String toString() {
        String place = index.isPresent() ? " at " + side + " byte " + index.getAsLong() : " before the " + side;
        return kind + place + " on " + selection;
    }

    private ConnectionFault at(Side newSide, long newIndex) {
        if (newIndex < 0) {
            throw new IllegalArgumentException("Invalid index of a byte " + newIndex + ": expected zero or more");
        }
        return new ConnectionFault(kind, rate, newSide, OptionalLong.of(newIndex), selection);
    }

    private ConnectionFault with(Selection newSelection) {
        return new ConnectionFault(kind, rate, side, index, newSelection);
    }
}
