package dev.dockdash.assertj;

/**
 * Something that a rule does not allow.
 *
 * @param subject what exceptions name: the path of a file, or {@code env:NAME} and the like
 * @param line what is wrong, in one line, never with a secret
 */
record LintFinding(String subject, String line) {}
