package dev.dockdash.internal.tar;

import java.io.IOException;
import java.util.Arrays;

/** Where in a file the stored bytes go; all else is zero. Immutable. */
public final class SparseMap {

    /** Without pieces: of a file that is stored whole, or of one that is nothing but zeros. */
    public static final SparseMap NONE = new SparseMap(new long[0]);

    private final long[] offsetsAndLengths;

    private SparseMap(long[] offsetsAndLengths) {
        this.offsetsAndLengths = offsetsAndLengths;
    }

    /**
     * Returns the map of these pairs.
     *
     * @param offsetsAndLengths offset and length of each piece, in turn
     * @param stored how many bytes are stored
     * @param size the length of the file
     * @throws IOException if the pieces overlap, are not in order, go beyond the file or are not the stored bytes
     */
    public static SparseMap of(long[] offsetsAndLengths, long stored, long size) throws IOException {
        long end = 0;
        long sum = 0;
        for (int i = 0; i + 1 < offsetsAndLengths.length; i += 2) {
            long offset = offsetsAndLengths[i];
            long length = offsetsAndLengths[i + 1];
            if (offset < end || length < 0 || length > size - offset) {
                throw new IOException("the map of a sparse file has a piece of " + length + " bytes at " + offset
                        + " after one that ends at " + end + ", in a file of " + size + " bytes");
            }
            end = offset + length;
            sum += length;
        }
        if (offsetsAndLengths.length % 2 != 0 || sum != stored) {
            throw new IOException("the map of a sparse file tells of " + sum + " bytes but " + stored + " are stored");
        }
        return new SparseMap(offsetsAndLengths.clone());
    }

    /** Returns the number of pieces. */
    public int count() {
        return offsetsAndLengths.length / 2;
    }

    /** Returns where piece number {@code i} begins. */
    public long offset(int i) {
        return offsetsAndLengths[2 * i];
    }

    /** Returns the length of piece number {@code i}. */
    public long length(int i) {
        return offsetsAndLengths[2 * i + 1];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SparseMap map && Arrays.equals(offsetsAndLengths, map.offsetsAndLengths);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(offsetsAndLengths);
    }
}
