package dev.dockdash.assertj;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Exposed ports in the one form in which they are compared, with their protocol: {@code 8080/tcp}. */
final class ExposedPort {

    private static final Pattern GRAMMAR = Pattern.compile("[0-9]{1,5}(/(tcp|udp|sctp))?", Pattern.CASE_INSENSITIVE);

    private ExposedPort() {}

    /**
     * Returns the ports that a test asks for.
     *
     * @throws IllegalArgumentException if one is not a number with an optional protocol
     */
    static Set<String> asked(String... ports) {
        return Arrays.stream(ports).map(ExposedPort::checked).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Returns the ports that a config has; those it writes in no known form as they are. */
    static Set<String> found(Stream<String> ports) {
        return ports.map(ExposedPort::withProtocol).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String checked(String port) {
        if (!GRAMMAR.matcher(port).matches()) {
            throw new IllegalArgumentException("Invalid exposed port \"" + port
                    + "\": expected a number and optionally a protocol, such as 8080/tcp");
        }
        return withProtocol(port);
    }

    private static String withProtocol(String port) {
        return port.indexOf('/') < 0 ? port + "/tcp" : port.toLowerCase(Locale.ROOT);
    }
}
