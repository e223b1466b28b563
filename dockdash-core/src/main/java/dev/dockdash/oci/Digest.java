package dev.dockdash.oci;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Objects;

/**
 * The digest of some bytes, such as {@code sha256:9f2c…}.
 *
 * @param algorithm the hash algorithm
 * @param hex the hash in lower-case hexadecimal, of the algorithm's length
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.1/descriptor.md#digests">image-spec, digests</a>
 */
public record Digest(DigestAlgorithm algorithm, String hex) implements Comparable<Digest> {

    private static final int SHORT_HEX_LENGTH = 12;

    /**
     * Creates a digest of these parts.
     *
     * @throws IllegalArgumentException if {@code hex} is not lower-case hexadecimal of the algorithm's length
     */
    public Digest {
        Objects.requireNonNull(algorithm, "algorithm");
        Objects.requireNonNull(hex, "hex");
        if (hex.length() != algorithm.hexLength() || !isLowerHex(hex)) {
            throw new IllegalArgumentException("Invalid digest \"" + algorithm.id() + ":" + hex + "\": expected "
                    + algorithm.hexLength() + " lower-case hexadecimal characters but was " + hex.length()
                    + " characters");
        }
    }

    private static boolean isLowerHex(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    /**
     * Parses {@code algorithm:hex}.
     *
     * @throws IllegalArgumentException if the text is not a digest of a registered algorithm
     */
    public static Digest parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException(
                    "Invalid digest \"" + text + "\": expected algorithm:hex, such as sha256:9f2c…");
        }
        return new Digest(DigestAlgorithm.parse(text.substring(0, colon)), text.substring(colon + 1));
    }

    /** Returns the SHA-256 digest of these bytes. */
    public static Digest of(byte[] bytes) {
        return of(DigestAlgorithm.SHA256, bytes);
    }

    /** Returns the digest of these bytes by that algorithm. */
    public static Digest of(DigestAlgorithm algorithm, byte[] bytes) {
        MessageDigest hash = algorithm.newMessageDigest();
        hash.update(bytes);
        return of(algorithm, hash);
    }

    /**
     * Returns the digest of what {@code hash} was fed, and resets it.
     *
     * @throws IllegalArgumentException if the hash is of another algorithm
     */
    public static Digest of(DigestAlgorithm algorithm, MessageDigest hash) {
        return new Digest(algorithm, HexFormat.of().formatHex(hash.digest()));
    }

    /** Returns the first twelve characters of the hash: enough to tell images apart, short enough for a tag. */
    public String shortHex() {
        return hex.substring(0, SHORT_HEX_LENGTH);
    }

    @Override
    public int compareTo(Digest other) {
        return toString().compareTo(other.toString());
    }

    /** Returns {@code algorithm:hex}, which {@link #parse} reads back. */
    @Override
    public String toString() {
        return algorithm.id() + ":" + hex;
    }
}
