package dev.dockdash.registry;

/**
 * Some blobs.
 *
 * @param blobs how many there are
 * @param bytes how many bytes they have altogether
 */
public record BlobCount(int blobs, long bytes) {

    static final BlobCount NONE = new BlobCount(0, 0);

    BlobCount plus(long size) {
        return new BlobCount(blobs + 1, bytes + size);
    }

    /** Returns the numbers, for people. */
    @Override
    public String toString() {
        return blobs + (blobs == 1 ? " blob" : " blobs") + " of " + bytes + " bytes";
    }
}
