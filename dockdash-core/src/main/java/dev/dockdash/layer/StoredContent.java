package dev.dockdash.layer;

import dev.dockdash.internal.tar.SparseMap;

/**
 * Where in a tar the content of a file lies.
 *
 * @param offset where its stored bytes begin
 * @param stored how many there are
 * @param size the length of the file
 * @param sparse where in the file they go
 * @param hash that of the tar up to their end, as {@link HashedTar#hashSoFar} gives it
 */
record StoredContent(long offset, long stored, long size, SparseMap sparse, String hash) {

    /** Of a file without content. */
    static final StoredContent EMPTY = new StoredContent(0, 0, 0, SparseMap.NONE, "");

    boolean isSparse() {
        return stored < size || sparse.count() > 0;
    }
}
