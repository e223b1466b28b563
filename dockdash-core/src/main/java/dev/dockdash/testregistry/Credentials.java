package dev.dockdash.testregistry;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;

/**
 * A user name and its password, which no message shows.
 *
 * @param user the name, which cannot have a colon
 * @param password the password, which can
 */
record Credentials(String user, String password) {

    private static final String SCHEME = "Basic ";

    Credentials {
        Objects.requireNonNull(password, "password");
        if (user.isEmpty() || user.indexOf(':') >= 0) {
            throw new IllegalArgumentException(
                    "Invalid user name \"" + user + "\": expected at least one character and no colon");
        }
    }

    /** Returns what an Authorization header holds, empty if it holds anything else than a user name and password. */
    static Optional<Credentials> ofHeader(String authorization) {
        if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        try {
            byte[] decoded = Base64.getDecoder()
                    .decode(authorization.substring(SCHEME.length()).strip());
            String[] parts = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
            return parts.length < 2 ? Optional.empty() : Optional.of(new Credentials(parts[0], parts[1]));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Compares in a time that does not tell how much of a password was right. */
    boolean accepts(Credentials other) {
        return user.equals(other.user)
                && MessageDigest.isEqual(
                        password.getBytes(StandardCharsets.UTF_8), other.password.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return user + ":(password)";
    }
}
