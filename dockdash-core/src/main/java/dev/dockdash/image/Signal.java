package dev.dockdash.image;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** A signal as configs write it: {@code SIGTERM}, {@code SIGRTMIN+3}, or the number of one. */
final class Signal {

    private static final String PREFIX = "SIG";
    private static final Pattern NUMBER = Pattern.compile("[1-9]|[1-5][0-9]|6[0-4]");
    private static final Pattern REAL_TIME = Pattern.compile("RTMIN(\\+([1-9]|1[0-5]))?|RTMAX(-([1-9]|1[0-4]))?");
    private static final Set<String> NAMES = Set.of(
            "ABRT", "ALRM", "BUS", "CHLD", "CLD", "CONT", "FPE", "HUP", "ILL", "INT", "IO", "IOT", "KILL", "PIPE",
            "POLL", "PROF", "PWR", "QUIT", "SEGV", "STKFLT", "STOP", "SYS", "TERM", "TRAP", "TSTP", "TTIN", "TTOU",
            "UNUSED", "URG", "USR1", "USR2", "VTALRM", "WINCH", "XCPU", "XFSZ");

    private Signal() {}

    /**
     * Returns the signal in upper case and with its {@code SIG}; a number stays one.
     *
     * @throws IllegalArgumentException if it is no signal of Linux
     */
    static String canonical(String text) {
        if (NUMBER.matcher(text).matches()) {
            return text;
        }
        String upperCase = text.toUpperCase(Locale.ROOT);
        String name = upperCase.startsWith(PREFIX) ? upperCase.substring(PREFIX.length()) : upperCase;
        if (!NAMES.contains(name) && !REAL_TIME.matcher(name).matches()) {
            throw new IllegalArgumentException("Invalid stop signal \"" + text
                    + "\": expected the name of a Linux signal, such as SIGTERM, SIGQUIT or SIGRTMIN+3, or a number"
                    + " from 1 to 64");
        }
        return PREFIX + name;
    }
}
