package dev.dockdash.layer;

import dev.dockdash.oci.DigestAlgorithm;
import java.security.MessageDigest;

/** A hash that can be told for all bytes so far, and goes on. Not thread-safe. */
final class RunningHash {

    private final MessageDigest hash;

    RunningHash(DigestAlgorithm algorithm) {
        this.hash = algorithm.newMessageDigest();
    }

    void update(byte[] bytes, int offset, int length) {
        hash.update(bytes, offset, length);
    }

    byte[] soFar() {
        try {
            return ((MessageDigest) hash.clone()).digest();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("The provider of " + hash.getAlgorithm() + " cannot copy its state", e);
        }
    }
}
