package dev.dockdash.layer;

import java.io.IOException;

/** One piece of a tar and what it is compressed to; its buffers are used again for another piece. */
final class Chunk {

    /** The size of the pieces in bytes. It decides the bytes of every layer: never change it. */
    static final int SIZE = 1 << 20;

    private final byte[] tar;
    private final byte[] compressed;
    private long position;
    private int tarLength;
    private int compressedLength;

    /**
     * Makes the buffers.
     *
     * @param size the length of the longest piece
     */
    Chunk(Compression compression, int size) {
        this.tar = new byte[size];
        this.compressed = new byte[LayerFormat.bound(compression, size)];
    }

    /** Reads and compresses the piece at a position, of at most {@link #SIZE} bytes. */
    Chunk load(TarLayout layout, long newPosition, ChunkCompressor compressor) throws IOException {
        position = newPosition;
        tarLength = (int) Math.min(SIZE, layout.length() - newPosition);
        layout.read(newPosition, tar, tarLength);
        boolean last = newPosition + tarLength == layout.length();
        compressedLength = compressor.compress(tar, tarLength, compressed, last);
        return this;
    }

    /** Tells whether the piece at a position is what was loaded last. */
    boolean isAt(long otherPosition) {
        return position == otherPosition;
    }

    void checkSpanning(TarLayout layout) throws IOException {
        layout.checkSpanning(position, tarLength);
    }

    byte[] tar() {
        return tar;
    }

    int tarLength() {
        return tarLength;
    }

    byte[] compressed() {
        return compressed;
    }

    int compressedLength() {
        return compressedLength;
    }
}
