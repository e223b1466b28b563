package dev.dockdash.assertj;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Lint rules with their exceptions.
 *
 * <pre>{@code
 * LintProfile.all().without(LintRule.HAS_HEALTHCHECK).except(LintRule.NO_SETUID_FILES, "/usr/bin/su")
 * }</pre>
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class LintProfile {

    private final Map<LintRule, PathGlobs> exceptions;

    private LintProfile(Map<LintRule, PathGlobs> exceptions) {
        this.exceptions = exceptions;
    }

    /** Returns all rules, without exceptions. */
    public static LintProfile all() {
        return of(LintRule.values());
    }

    /**
     * Returns these rules, without exceptions.
     *
     * @throws IllegalArgumentException if none is given
     */
    public static LintProfile of(LintRule... rules) {
        if (rules.length == 0) {
            throw new IllegalArgumentException("Invalid lint profile: expected at least one rule");
        }
        Map<LintRule, PathGlobs> exceptions = new EnumMap<>(LintRule.class);
        Arrays.stream(rules).forEach(rule -> exceptions.put(rule, PathGlobs.NONE));
        return new LintProfile(exceptions);
    }

    /** Returns this profile without some of its rules. */
    public LintProfile without(LintRule... rules) {
        Map<LintRule, PathGlobs> fewer = new EnumMap<>(exceptions);
        Arrays.stream(rules).forEach(fewer::remove);
        return new LintProfile(fewer);
    }

    /**
     * Returns this profile with exceptions from one of its rules.
     *
     * @param globs patterns of the paths that are allowed; an environment variable is {@code env:NAME}, an entry of the
     *     history {@code history:NUMBER}
     * @throws IllegalArgumentException if the rule is none of this profile, or a glob is malformed
     */
    public LintProfile except(LintRule rule, String... globs) {
        PathGlobs known = exceptions.get(rule);
        if (known == null) {
            throw new IllegalArgumentException(
                    "Invalid exception from " + rule + ": the profile has the rules " + rules());
        }
        Map<LintRule, PathGlobs> more = new EnumMap<>(exceptions);
        more.put(rule, known.and(PathGlobs.of(globs)));
        return new LintProfile(more);
    }

    /** Returns the rules, in the order of their declaration. */
    public Collection<LintRule> rules() {
        return List.copyOf(exceptions.keySet());
    }

    /** Returns those findings of a rule that are no exceptions. */
    List<LintFinding> unexcepted(LintRule rule, List<LintFinding> findings) {
        PathGlobs allowed = exceptions.getOrDefault(rule, PathGlobs.NONE);
        List<LintFinding> left = new ArrayList<>(findings);
        left.removeIf(finding -> allowed.match(finding.subject()));
        return left;
    }

    /** Returns the rules. */
    @Override
    public String toString() {
        return "LintProfile" + rules();
    }
}
