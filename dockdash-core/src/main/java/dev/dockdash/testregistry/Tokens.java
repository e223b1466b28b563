package dev.dockdash.testregistry;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The tokens that were given out: random text, whose meaning only this registry knows; thread-safe. */
final class Tokens {

    private static final SecureRandom RANDOM = new SecureRandom();

    private static final int LENGTH = 32;

    /**
     * A token to show at each request.
     *
     * @param text the token itself
     * @param scopes what it allows
     * @param issued when it was made
     * @param expiry when it is valid no longer
     */
    record AccessToken(String text, List<Scope> scopes, Instant issued, Instant expiry) {

        AccessToken {
            scopes = List.copyOf(scopes);
        }

        boolean covers(Scope needed) {
            return scopes.stream().anyMatch(scope -> scope.covers(needed));
        }
    }

    private final InstantSource clock;
    private final Map<String, AccessToken> accessTokens = new ConcurrentHashMap<>();
    private final Set<String> identityTokens = ConcurrentHashMap.newKeySet();

    Tokens(InstantSource clock) {
        this.clock = clock;
    }

    AccessToken newAccessToken(List<Scope> scopes, Duration lifetime) {
        Instant now = clock.instant();
        AccessToken token = new AccessToken(random(), scopes, now, now.plus(lifetime));
        accessTokens.values().removeIf(old -> !isValid(old));
        accessTokens.put(token.text(), token);
        return token;
    }

    /** Returns the token of that text, empty if there never was one or it is valid no longer. */
    Optional<AccessToken> find(String text) {
        return Optional.ofNullable(accessTokens.get(text)).filter(this::isValid);
    }

    /** Makes one access token invalid. */
    void expire(String text) {
        accessTokens.remove(text);
    }

    /** Makes all access tokens invalid. */
    void expireAll() {
        accessTokens.clear();
    }

    /** Returns a new token that stands for the user's password. */
    String newIdentityToken() {
        String token = random();
        identityTokens.add(token);
        return token;
    }

    boolean isIdentityToken(String text) {
        return identityTokens.contains(text);
    }

    private boolean isValid(AccessToken token) {
        return clock.instant().isBefore(token.expiry());
    }

    private static String random() {
        byte[] bytes = new byte[LENGTH];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
