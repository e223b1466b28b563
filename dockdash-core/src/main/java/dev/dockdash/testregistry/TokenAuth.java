package dev.dockdash.testregistry;

import dev.dockdash.internal.glob.Glob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Who gets a token from an embedded registry, for what and for how long.
 *
 * <p>Immutable: each method returns a changed copy. Without any {@link #grant} the user may do everything.
 *
 * <pre>{@code
 * TokenAuth.user("alice", "secret").grant("base/**", "pull").grant("team/*", "pull", "push").lifetime(ofMinutes(1))
 * }</pre>
 *
 * @see <a href="https://distribution.github.io/distribution/spec/auth/token/">Docker registry token authentication</a>
 */
public final class TokenAuth {

    private static final Duration DEFAULT_LIFETIME = Duration.ofMinutes(5);

    private static final Set<String> ACTIONS = Set.of(Scope.PULL, Scope.PUSH, Scope.DELETE, Scope.EVERYTHING);

    private final Credentials credentials;
    private final Duration lifetime;
    private final boolean anonymousPull;
    private final List<Grant> grants;

    private TokenAuth(Credentials credentials, Duration lifetime, boolean anonymousPull, List<Grant> grants) {
        this.credentials = credentials;
        this.lifetime = lifetime;
        this.anonymousPull = anonymousPull;
        this.grants = List.copyOf(grants);
    }

    /**
     * Gives tokens for everything, valid for five minutes, to one user.
     *
     * @throws IllegalArgumentException if the name is empty or has a colon
     */
    public static TokenAuth user(String user, String password) {
        return new TokenAuth(new Credentials(user, password), DEFAULT_LIFETIME, false, List.of());
    }

    /**
     * Sets how long a token is valid from its making on; the answer with it tells this in whole seconds.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public TokenAuth lifetime(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("A token cannot be valid for " + duration + ": expected zero or more");
        }
        return new TokenAuth(credentials, duration, anonymousPull, grants);
    }

    /** Gives tokens to pull, from every repository, to those who bring no password too. */
    public TokenAuth anonymousPull() {
        return new TokenAuth(credentials, lifetime, true, grants);
    }

    /**
     * Lets the user do this with some repositories, and only what is granted from now on.
     *
     * @param repositories a pattern of names, in which {@code *} stays between slashes and {@code **} does not
     * @param actions some of {@code pull}, {@code push}, {@code delete} and {@code *}
     * @throws IllegalArgumentException if there is no action, an unknown one, or the pattern is malformed
     */
    public TokenAuth grant(String repositories, String... actions) {
        if (actions.length == 0 || !ACTIONS.containsAll(List.of(actions))) {
            throw new IllegalArgumentException(
                    "Cannot grant " + List.of(actions) + " on " + repositories + ": expected some of " + ACTIONS);
        }
        List<Grant> more = new ArrayList<>(grants);
        more.add(new Grant(Glob.compile(repositories), Set.copyOf(List.of(actions))));
        return new TokenAuth(credentials, lifetime, anonymousPull, more);
    }

    Duration lifetime() {
        return lifetime;
    }

    boolean allowsAnonymousPull() {
        return anonymousPull;
    }

    boolean knows(Credentials other) {
        return credentials.accepts(other);
    }

    /** Returns the part of a scope that the user may have, which can be nothing. */
    Scope allowed(Scope asked) {
        List<String> allowed = asked.actions().stream()
                .filter(action -> isAllowed(asked.repository(), action))
                .toList();
        return new Scope(asked.repository(), Set.copyOf(allowed));
    }

    private boolean isAllowed(String repository, String action) {
        return grants.isEmpty() || grants.stream().anyMatch(grant -> grant.allows(repository, action));
    }

    /** Returns the user and how long tokens live, not the password. */
    @Override
    public String toString() {
        return "tokens for " + credentials + " that live " + lifetime;
    }

    private record Grant(Glob repositories, Set<String> actions) {

        boolean allows(String repository, String action) {
            return repositories.matches(repository) && (actions.contains(Scope.EVERYTHING) || actions.contains(action));
        }
    }
}
