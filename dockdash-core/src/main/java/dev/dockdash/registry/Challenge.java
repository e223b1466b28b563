package dev.dockdash.registry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One way in which a server lets itself be told who its client is.
 *
 * @param scheme the scheme in lower case
 * @param parameters the parameters, names in lower case
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-11.6.1">RFC 9110, WWW-Authenticate</a>
 */
record Challenge(String scheme, Map<String, String> parameters) {

    private static final String TOKEN = "[A-Za-z0-9!#$%&'*+.^_`|~-]++";
    private static final Pattern SCHEME = Pattern.compile("[\\s,]*+(" + TOKEN + ")(?=[\\s,]|$)");
    private static final Pattern PARAMETER = Pattern.compile(
            "[\\s,]*+(" + TOKEN + ")\\s*+=\\s*+(?:\"((?:[^\"\\\\]++|\\\\.)*+)\"|([^\\s,\"=]++))(?=[\\s,]|$)");
    private static final Pattern TOKEN_68 = Pattern.compile("\\s++[A-Za-z0-9._~+/-]++=*+(?=\\s*+(?:,|$))");
    private static final Pattern END = Pattern.compile("[\\s,]*+");

    Challenge {
        parameters = Map.copyOf(parameters);
    }

    /**
     * Parses the lines of the header, each of which may hold several challenges.
     *
     * @throws IllegalArgumentException if one cannot be read: who cannot be understood is not to be taken for nobody
     */
    static List<Challenge> parse(List<String> lines) {
        List<Challenge> challenges = new ArrayList<>();
        for (String line : lines) {
            parse(line, challenges);
        }
        return challenges;
    }

    private static void parse(String line, List<Challenge> challenges) {
        int position = 0;
        while (!matches(END, line, position, line.length())) {
            Matcher scheme = at(SCHEME, line, position);
            if (!scheme.lookingAt()) {
                throw new IllegalArgumentException("a WWW-Authenticate header of " + line.length()
                        + " characters cannot be read from character " + position + " on");
            }
            position = scheme.end();
            Map<String, String> parameters = new LinkedHashMap<>();
            Matcher parameter = at(PARAMETER, line, position);
            if (parameter.lookingAt()) {
                position = readParameters(parameter, parameters, position, line.length());
            } else {
                Matcher token = at(TOKEN_68, line, position);
                position = token.lookingAt() ? token.end() : position;
            }
            challenges.add(new Challenge(scheme.group(1).toLowerCase(Locale.ROOT), parameters));
        }
    }

    private static int readParameters(Matcher parameter, Map<String, String> parameters, int start, int end) {
        int position = start;
        while (parameter.lookingAt()) {
            String quoted = parameter.group(2);
            String value = quoted == null ? parameter.group(3) : quoted.replaceAll("\\\\(.)", "$1");
            parameters.putIfAbsent(parameter.group(1).toLowerCase(Locale.ROOT), value);
            position = parameter.end();
            parameter.region(position, end);
        }
        return position;
    }

    private static Matcher at(Pattern pattern, String line, int position) {
        return pattern.matcher(line).region(position, line.length());
    }

    private static boolean matches(Pattern pattern, String line, int start, int end) {
        return pattern.matcher(line).region(start, end).matches();
    }

    boolean isBasic() {
        return scheme.equals("basic");
    }

    boolean isBearer() {
        return scheme.equals("bearer");
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty());
    }

    /** Returns the scopes that are demanded for one request. */
    List<String> scopes() {
        return parameter("scope")
                .map(text -> List.of(text.strip().split("\\s+")))
                .orElse(List.of());
    }
}
