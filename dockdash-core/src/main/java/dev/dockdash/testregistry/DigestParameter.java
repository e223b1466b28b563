package dev.dockdash.testregistry;

import dev.dockdash.oci.Digest;
import dev.dockdash.oci.DigestAlgorithm;
import java.util.Optional;

/** Digests and algorithms as clients name them in paths and queries. */
final class DigestParameter {

    private DigestParameter() {}

    /**
     * Parses a digest.
     *
     * @throws RefusedException if it is malformed or of an algorithm that is not registered
     */
    static Digest parse(String text) throws RefusedException {
        try {
            return Digest.parse(text);
        } catch (IllegalArgumentException e) {
            throw refusal(e);
        }
    }

    /**
     * Parses the {@code digest} parameter, which must be there.
     *
     * @throws RefusedException if it is missing, malformed or of an algorithm that is not registered
     */
    static Digest required(Request request) throws RefusedException {
        Optional<String> digest = request.parameter("digest");
        if (digest.isEmpty()) {
            throw new RefusedException(
                    ErrorCode.DIGEST_INVALID, request + ": the query parameter \"digest\" is required but missing");
        }
        return parse(digest.get());
    }

    /**
     * Parses the {@code digest-algorithm} parameter, by default sha256.
     *
     * @throws RefusedException if it is not a registered algorithm
     */
    static DigestAlgorithm algorithm(Request request) throws RefusedException {
        try {
            return request.parameter("digest-algorithm")
                    .map(DigestAlgorithm::parse)
                    .orElse(DigestAlgorithm.SHA256);
        } catch (IllegalArgumentException e) {
            throw refusal(e);
        }
    }

    private static RefusedException refusal(IllegalArgumentException e) {
        return new RefusedException(ErrorCode.DIGEST_INVALID, String.valueOf(e.getMessage()));
    }
}
