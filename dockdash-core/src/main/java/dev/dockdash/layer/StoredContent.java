package dev.dockdash.layer;

import dev.dockdash.blob.BlobMismatchException;
import dev.dockdash.internal.tar.SparseMap;

/**
 * Where in a tar the content of a file lies.
 *
 * @param offset where its stored bytes begin
 * @param stored how many there are
 * @param size the length of the file
 * @param sparse where in the file they go
 */
record StoredContent(long offset, long stored, long size, SparseMap sparse) {

    /** Of a file without content. */
    static final StoredContent EMPTY = new StoredContent(0, 0, 0, SparseMap.NONE);

    boolean isSparse() {
        return stored < size || sparse.count() > 0;
    }

    /** Returns the error of a tar that is another than it was. */
    BlobMismatchException changed(String source, BlobMismatchException cause) {
        BlobMismatchException mismatch = mismatch(source, "other bytes, there or before it");
        mismatch.initCause(cause);
        return mismatch;
    }

    /** Returns the error of a tar that has something else where this should be. */
    BlobMismatchException mismatch(String source, String found) {
        return new BlobMismatchException("Reading " + source + ": expected the file of " + stored
                + " bytes that was at byte " + offset + " of its tar but found " + found);
    }
}
