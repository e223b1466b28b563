package dev.dockdash.assertj;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes out of a text what must not be shown: values whose names sound secret, and known forms of tokens. */
final class Redaction {

    /** Stands for what is not shown. */
    static final String HIDDEN = "***";

    private static final Pattern ASSIGNMENT =
            Pattern.compile("([A-Za-z_][A-Za-z0-9_.-]*)(\"?(?:=|: ?))(\"[^\"]*\"|'[^']*'|[^\\s,;&|\"']+)");

    private static final Pattern VARIABLE = Pattern.compile("([A-Za-z_][A-Za-z0-9_.-]*)=(.*)", Pattern.DOTALL);

    private static final Pattern CREDENTIALS_OF_URL = Pattern.compile("(://)[^/\\s:@]*:[^/\\s@]+@");

    private Redaction() {}

    /** Returns the text with three stars for each secret. */
    static String of(String text) {
        Matcher matcher = ASSIGNMENT.matcher(text);
        String named = matcher.replaceAll(match -> Matcher.quoteReplacement(
                SecretName.looksSecret(match.group(1)) ? match.group(1) + match.group(2) + HIDDEN : match.group()));
        String tokens = SecretContent.TOKEN.matcher(named).replaceAll(Matcher.quoteReplacement(HIDDEN));
        return CREDENTIALS_OF_URL.matcher(tokens).replaceAll("$1" + HIDDEN + "@");
    }

    /** Returns the value of a named text as it may be shown. */
    static String ofValue(String name, String value) {
        return SecretName.looksSecret(name) && !value.isEmpty() ? HIDDEN : of(value);
    }

    /** Returns a value as it may be shown that has a name, or is {@code NAME=value} itself. */
    static String ofAssignment(String name, String value) {
        Matcher variable = VARIABLE.matcher(value);
        return variable.matches()
                ? variable.group(1) + "=" + ofValue(variable.group(1), variable.group(2))
                : ofValue(name, value);
    }

    /** Tells whether there is something in a text that must not be shown. */
    static boolean hidesSecret(String text) {
        return !of(text).equals(text);
    }
}
