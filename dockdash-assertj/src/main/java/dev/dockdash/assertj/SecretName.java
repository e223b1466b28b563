package dev.dockdash.assertj;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells from the name of an environment variable whether its value must not be shown. */
final class SecretName {

    private static final Pattern WORD_BREAK = Pattern.compile("[^a-z0-9]+");
    private static final Pattern SECRET_WORD =
            Pattern.compile(".*(password|secret|token|credential)s?|pass|passwd|passphrase|(api)?keys?|access|auth");

    /** Which keys signatures are checked with is no secret, and many base images say it. */
    private static final Set<String> PUBLIC = Set.of("gpg_key", "gpg_keys");

    private SecretName() {}

    static boolean looksSecret(String variable) {
        String name = variable.toLowerCase(Locale.ROOT);
        return !PUBLIC.contains(name)
                && Arrays.stream(WORD_BREAK.split(name))
                        .anyMatch(word -> SECRET_WORD.matcher(word).matches());
    }
}
