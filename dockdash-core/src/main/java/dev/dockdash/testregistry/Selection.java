package dev.dockdash.testregistry;

import dev.dockdash.internal.glob.Glob;
import java.util.Optional;

/**
 * Which requests a fault strikes.
 *
 * @param method the method, or {@code *} for any
 * @param path the pattern of paths, empty for any
 * @param skipped how many such requests are spared first
 * @param times how many of those that follow are struck
 */
record Selection(String method, Optional<Glob> path, int skipped, int times) {

    static final int ALWAYS = Integer.MAX_VALUE;

    private static final String ANY = "*";

    /** Every request, always. */
    static final Selection EVERYTHING = new Selection(ANY, Optional.empty(), 0, ALWAYS);

    /** The next request, whatever it is. */
    static final Selection NEXT = EVERYTHING.limitedTo(1);

    Selection {
        if (skipped < 0 || times < 1) {
            throw new IllegalArgumentException("A fault cannot spare " + skipped + " requests and strike " + times
                    + ": expected at least 0 and at least 1");
        }
    }

    Selection on(String newMethod, String pattern) {
        return new Selection(newMethod, Optional.of(Glob.compile(pattern)), skipped, times);
    }

    Selection behind(int requests) {
        return new Selection(method, path, requests, times);
    }

    Selection limitedTo(int requests) {
        return new Selection(method, path, skipped, requests);
    }

    boolean matches(String requestMethod, String requestPath) {
        return (method.equals(ANY) || method.equals(requestMethod))
                && path.map(glob -> glob.matches(trimmed(requestPath))).orElse(true);
    }

    /** Tells whether the request with that number, of those that match, is struck. */
    boolean strikes(long number) {
        return number >= skipped && (times == ALWAYS || number < (long) skipped + times);
    }

    /** Tells whether a request was struck as often as it is to be. */
    boolean isUsedUp(long matched) {
        return times != ALWAYS && matched >= (long) skipped + times;
    }

    private static String trimmed(String path) {
        int start = path.startsWith("/") ? 1 : 0;
        int end = path.endsWith("/") && path.length() > start ? path.length() - 1 : path.length();
        return path.substring(start, end);
    }

    @Override
    public String toString() {
        return (method.equals(ANY) ? "any method" : method)
                + path.map(glob -> " " + glob).orElse("")
                + (skipped == 0 ? "" : " after " + skipped)
                + (times == ALWAYS ? " always" : " " + times + (times == 1 ? " time" : " times"));
    }
}
