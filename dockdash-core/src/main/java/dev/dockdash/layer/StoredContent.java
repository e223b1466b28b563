package dev.dockdash.layer;

import dev.dockdash.internal.tar.SparseMap;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Where in a tar the content of a file lies.
 *
 * @param offset where its stored bytes begin
 * @param stored how many there are
 * @param size the length of the file
 * @param sparse where in the file they go
 * @param sha256 their hash, each byte as a character of Latin-1
 */
record StoredContent(long offset, long stored, long size, SparseMap sparse, String sha256) {

    /** Of a file without content. */
    static final StoredContent EMPTY = new StoredContent(0, 0, 0, SparseMap.NONE, "");

    /** Returns the hash of what was fed, which is half as large as in hexadecimal. */
    static String hash(MessageDigest fed) {
        return new String(fed.digest(), StandardCharsets.ISO_8859_1);
    }

    boolean isSparse() {
        return stored < size || sparse.count() > 0;
    }
}
