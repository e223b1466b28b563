package dev.dockdash.testregistry;

import dev.dockdash.oci.Digest;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The tag or digest by which a manifest is asked for.
 *
 * @param text the reference as it was sent, decoded
 * @param digest the digest, empty if the reference is a tag, which need not be a valid one
 */
record ManifestReference(String text, Optional<Digest> digest) {

    private static final Pattern TAG = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}");

    /**
     * Tells digests and tags apart.
     *
     * @throws RefusedException if it is a digest but malformed or of an algorithm that is not registered
     */
    static ManifestReference parse(String text) throws RefusedException {
        return new ManifestReference(
                text, text.indexOf(':') < 0 ? Optional.empty() : Optional.of(DigestParameter.parse(text)));
    }

    /**
     * Returns the text if it may become a tag.
     *
     * @throws RefusedException if it is no valid tag
     */
    static String requireTag(String text) throws RefusedException {
        if (!TAG.matcher(text).matches()) {
            throw new RefusedException(
                    ErrorCode.MANIFEST_INVALID,
                    "Invalid tag \"" + text + "\": expected at most 128 letters, digits, '_', '.' and '-', the first"
                            + " neither '.' nor '-'");
        }
        return text;
    }
}
