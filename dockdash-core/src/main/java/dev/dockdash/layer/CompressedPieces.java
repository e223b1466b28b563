package dev.dockdash.layer;

import dev.dockdash.blob.BlobMismatchException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * The first and the last piece of a layer as they are compressed here, and where in its blob they must be. A layer of one
 * or two pieces is all there; one without compression has none, because its blob is the tar itself.
 */
final class CompressedPieces {

    /** Where in the blob each of the pieces begins. */
    private final long[] starts;

    private final List<byte[]> pieces;

    private CompressedPieces(long[] starts, List<byte[]> pieces) {
        this.starts = starts;
        this.pieces = pieces;
    }

    /**
     * Compresses the two pieces.
     *
     * @param blobSize the length of the blob
     * @throws IOException if a source cannot be read or changed since it was looked at
     */
    static CompressedPieces of(TarLayout layout, Compression compression, long blobSize) throws IOException {
        if (compression == Compression.NONE) {
            return new CompressedPieces(new long[0], List.of());
        }
        LayerFormat format = new LayerFormat(compression);
        long lastAt = (layout.length() - 1) / Chunk.SIZE * Chunk.SIZE;
        byte[] header = format.header();
        byte[] first = compress(layout, compression, 0);
        byte[] last = compress(layout, compression, lastAt);
        long lastStart = blobSize - format.trailer().length - last.length;
        return new CompressedPieces(new long[] {0, header.length, lastStart}, List.of(header, first, last));
    }

    private static byte[] compress(TarLayout layout, Compression compression, long position) throws IOException {
        Chunk chunk = new Chunk(compression, (int) Math.min(Chunk.SIZE, layout.length()));
        try (ChunkCompressor compressor = LayerFormat.compressor(compression)) {
            chunk.load(layout, position, compressor).checkSpanning(layout);
        }
        return Arrays.copyOf(chunk.compressed(), chunk.compressedLength());
    }

    /**
     * Checks bytes of the blob.
     *
     * @param position where in the blob they are
     * @throws BlobMismatchException if they differ from a piece that lies there
     */
    void check(long position, byte[] buffer, int offset, int length) throws BlobMismatchException {
        for (int i = 0; i < starts.length; i++) {
            byte[] piece = pieces.get(i);
            long from = Math.max(position, starts[i]);
            long to = Math.min(position + length, starts[i] + piece.length);
            if (from < to
                    && !isSame(piece, (int) (from - starts[i]), buffer, offset + (int) (from - position), to - from)) {
                throw new BlobMismatchException("Taking a layer: its blob differs between the bytes " + from + " and "
                        + to + " from how this version compresses the same tar");
            }
        }
    }

    private static boolean isSame(byte[] piece, int pieceStart, byte[] buffer, int start, long length) {
        int count = (int) length;
        return Arrays.equals(buffer, start, start + count, piece, pieceStart, pieceStart + count);
    }
}
