package dev.dockdash.layer;

import java.io.IOException;

/** One piece of a tar and what it is compressed to; its buffers are used again for a later piece. */
final class Chunk {

    /** The size of the pieces in bytes. It decides the bytes of every layer: never change it. */
    static final int SIZE = 1 << 20;

    private final ChunkCompressor compressor;
    private final byte[] tar;
    private final byte[] compressed;
    private long position;
    private int tarLength;
    private int compressedLength;

    Chunk(ChunkCompressor compressor, int size) {
        this.compressor = compressor;
        this.tar = new byte[size];
        this.compressed = new byte[compressor.bound(size)];
    }

    /** Reads and compresses the piece at a position, of at most {@link #SIZE} bytes. */
    Chunk load(TarLayout layout, long newPosition) throws IOException {
        position = newPosition;
        tarLength = (int) Math.min(SIZE, layout.length() - newPosition);
        layout.read(newPosition, tar, tarLength);
        boolean last = newPosition + tarLength == layout.length();
        compressedLength = compressor.compress(tar, tarLength, compressed, last);
        return this;
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

    void close() {
        compressor.close();
    }
}
