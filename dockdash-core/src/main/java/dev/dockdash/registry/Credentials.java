package dev.dockdash.registry;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;

/**
 * What proves to a registry who its client is. Immutable.
 *
 * <p>They are sent only to the registry they are for, or to the token server that it names.
 */
public final class Credentials {

    private final Kind kind;
    private final String username;
    private final String secret;

    /** What a secret is. */
    enum Kind {
        PASSWORD,
        IDENTITY_TOKEN,
        REGISTRY_TOKEN
    }

    private Credentials(Kind kind, String username, String secret) {
        this.kind = kind;
        this.username = Objects.requireNonNull(username, "username");
        this.secret = Objects.requireNonNull(secret, "secret");
    }

    /**
     * Returns a user name and its password, or a token that stands in for a password.
     *
     * @throws IllegalArgumentException if the user name has a colon, which HTTP cannot send
     */
    public static Credentials of(String username, String password) {
        if (username.indexOf(':') >= 0) {
            throw new IllegalArgumentException("Invalid user name: it has a colon, which HTTP cannot send");
        }
        return new Credentials(Kind.PASSWORD, username, password);
    }

    /** Returns a token that a token server gave out for getting others, which it calls a refresh token. */
    public static Credentials identityToken(String token) {
        return identityToken("", token);
    }

    static Credentials identityToken(String username, String token) {
        return new Credentials(Kind.IDENTITY_TOKEN, username, token);
    }

    /**
     * Returns a token that is sent to the registry as it is.
     *
     * @throws IllegalArgumentException if it is empty or holds what no header may, such as the end of a line
     */
    public static Credentials registryToken(String token) {
        if (token.isEmpty() || !token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException("Invalid registry token: expected visible ASCII characters only");
        }
        return new Credentials(Kind.REGISTRY_TOKEN, "", token);
    }

    Kind kind() {
        return kind;
    }

    String secret() {
        return secret;
    }

    /** Returns the header of the Basic scheme; a token without a user goes under the name that helpers give it. */
    String basicHeader() {
        String user = username.isEmpty() && kind == Kind.IDENTITY_TOKEN ? "<token>" : username;
        byte[] pair = (user + ":" + secret).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Credentials credentials
                && kind == credentials.kind
                && username.equals(credentials.username)
                && secret.equals(credentials.secret);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, username, secret);
    }

    /** Returns what kind of credentials these are, and nothing else. */
    @Override
    public String toString() {
        return "Credentials[" + kind + "]";
    }
}
