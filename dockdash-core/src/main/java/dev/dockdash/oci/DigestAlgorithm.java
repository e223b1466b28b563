package dev.dockdash.oci;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Locale;

/** The hash algorithms that the image specification registers and that dockdash verifies. */
public enum DigestAlgorithm {
    /** SHA-256, the canonical algorithm: everything that dockdash builds is named by it. */
    SHA256("SHA-256", 64),
    /** SHA-512, accepted and verified wherever a digest comes from outside. */
    SHA512("SHA-512", 128);

    private final String javaName;
    private final int hexLength;

    DigestAlgorithm(String javaName, int hexLength) {
        this.javaName = javaName;
        this.hexLength = hexLength;
    }

    /**
     * Returns the algorithm of that name in a digest, such as {@code sha256}.
     *
     * @throws IllegalArgumentException if it is not a registered algorithm
     */
    public static DigestAlgorithm parse(String id) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Unknown digest algorithm \"" + id + "\": expected sha256 or sha512"));
    }

    /** Returns the name that digests carry, such as {@code sha256}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns a new, empty hash of this algorithm. */
    public MessageDigest newMessageDigest() {
        try {
            return MessageDigest.getInstance(javaName);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime lacks " + javaName, e);
        }
    }

    int hexLength() {
        return hexLength;
    }
}
