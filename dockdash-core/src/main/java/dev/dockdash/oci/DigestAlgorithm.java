package dev.dockdash.oci;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hash algorithms that the image specification registers and that dockdash verifies. */
public enum DigestAlgorithm {
    /** SHA-256, the canonical algorithm: everything that dockdash builds is named by it. */
    SHA256("sha256", "SHA-256", 64),
    /** SHA-512, accepted and verified wherever a digest comes from outside. */
    SHA512("sha512", "SHA-512", 128);

    private final String id;
    private final String javaName;
    private final int hexLength;

    DigestAlgorithm(String id, String javaName, int hexLength) {
        this.id = id;
        this.javaName = javaName;
        this.hexLength = hexLength;
    }

    /**
     * Returns the algorithm of that name in a digest, such as {@code sha256}.
     *
     * @throws IllegalArgumentException if it is not a registered algorithm
     */
    public static DigestAlgorithm parse(String id) {
        for (DigestAlgorithm algorithm : values()) {
            if (algorithm.id.equals(id)) {
                return algorithm;
            }
        }
        throw new IllegalArgumentException("Unknown digest algorithm \"" + id + "\": expected sha256 or sha512");
    }

    /** Returns the name that digests carry, such as {@code sha256}. */
    public String id() {
        return id;
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
