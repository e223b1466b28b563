package dev.dockdash.testregistry;

import java.util.regex.Pattern;

/**
 * The name of a repository, such as {@code team/web}.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pulling-manifests">distribution-spec,
 *     the grammar of names</a>
 */
record RepositoryName(String value) {

    private static final int MAX_LENGTH = 255;
    private static final String COMPONENT = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
    private static final Pattern GRAMMAR = Pattern.compile(COMPONENT + "(?:/" + COMPONENT + ")*");

    /** Tells whether the text is the name of a repository. */
    static boolean isValid(String text) {
        return text.length() <= MAX_LENGTH && GRAMMAR.matcher(text).matches();
    }

    static RepositoryName parse(String text) throws RefusedException {
        if (!isValid(text)) {
            throw new RefusedException(
                    ErrorCode.NAME_INVALID,
                    "Invalid repository name \"" + text + "\": expected at most " + MAX_LENGTH
                            + " characters, lower-case letters and digits separated by '.', '_', '__', '-' and '/'");
        }
        return new RepositoryName(text);
    }

    @Override
    public String toString() {
        return value;
    }
}
