package dev.dockdash.cache;

import dev.dockdash.oci.Digest;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The name under which something small is remembered.
 *
 * @param kind what kind of thing it is, a lower-case word
 * @param digest the digest of all that it depends on
 */
public record CacheKey(String kind, Digest digest) {

    private static final Pattern KIND = Pattern.compile("[a-z]+");

    /**
     * Creates a key.
     *
     * @throws IllegalArgumentException if the kind is not a lower-case word
     */
    public CacheKey {
        Objects.requireNonNull(digest, "digest");
        if (!KIND.matcher(kind).matches()) {
            throw new IllegalArgumentException("Invalid kind \"" + kind + "\" of a key: expected a lower-case word");
        }
    }
}
