package dev.dockdash.image;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An exposed port as configs write it: {@code 8080/tcp}. */
final class Port {

    private static final Pattern GRAMMAR =
            Pattern.compile("([0-9]{1,5})(?:/(tcp|udp|sctp))?", Pattern.CASE_INSENSITIVE);
    private static final int MAX = 65535;

    private Port() {}

    /**
     * Returns the port with its protocol, tcp when none is given.
     *
     * @throws IllegalArgumentException if it is not a number from 1 to 65535 with an optional protocol
     */
    static String canonical(String text) {
        Matcher matcher = GRAMMAR.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(1)) < 1 || Integer.parseInt(matcher.group(1)) > MAX) {
            throw new IllegalArgumentException("Invalid exposed port \"" + text
                    + "\": expected a number from 1 to 65535 and optionally a protocol, such as 8080/tcp");
        }
        String protocol = matcher.group(2) == null ? "tcp" : matcher.group(2).toLowerCase(Locale.ROOT);
        return Integer.parseInt(matcher.group(1)) + "/" + protocol;
    }
}
