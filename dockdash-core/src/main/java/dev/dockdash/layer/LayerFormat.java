package dev.dockdash.layer;

import com.github.luben.zstd.Zstd;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/** What stands around the compressed pieces of a layer: nothing for zstd, a header and a checksum for gzip. */
final class LayerFormat {

    /**
     * The JDK's own default costs several times the time of level 1 and gains a tenth or two in size; layers of tests are
     * built more often than they are stored.
     */
    static final int GZIP_LEVEL = 1;

    private static final byte[] GZIP_HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};
    private static final int GZIP_TRAILER_LENGTH = 8;
    private static final int STORED_BLOCK_OVERHEAD = 5;
    private static final int STORED_BLOCK_LENGTH = 16 * 1024;
    private static final int SYNC_MARKER = 64;

    private final Compression compression;
    private final CRC32 crc = new CRC32();
    private long length;

    LayerFormat(Compression compression) {
        this.compression = compression;
    }

    static ChunkCompressor compressor(Compression compression) {
        return switch (compression) {
            case ZSTD -> new ChunkCompressor.ZstdFrames();
            case GZIP -> new ChunkCompressor.DeflateBlocks(GZIP_LEVEL);
            case NONE -> new ChunkCompressor.Stored();
        };
    }

    /** Returns the most bytes that a compressor makes of a piece of this length. */
    static int bound(Compression compression, int length) {
        return switch (compression) {
            case ZSTD -> Math.toIntExact(Zstd.compressBound(length));
            case GZIP -> length + (length / STORED_BLOCK_LENGTH + 1) * STORED_BLOCK_OVERHEAD + SYNC_MARKER;
            case NONE -> 0;
        };
    }

    /** Returns the most bytes that a tar can become. */
    static long largest(Compression compression, long tarLength) {
        if (compression == Compression.NONE) {
            return tarLength;
        }
        long pieces = (tarLength + Chunk.SIZE - 1) / Chunk.SIZE;
        return pieces * bound(compression, Chunk.SIZE) + GZIP_HEADER.length + GZIP_TRAILER_LENGTH;
    }

    byte[] header() {
        return compression == Compression.GZIP ? GZIP_HEADER.clone() : new byte[0];
    }

    /** Takes note of uncompressed bytes, in their order. */
    void update(byte[] tar, int count) {
        if (compression == Compression.GZIP) {
            crc.update(tar, 0, count);
            length += count;
        }
    }

    byte[] trailer() {
        if (compression != Compression.GZIP) {
            return new byte[0];
        }
        return ByteBuffer.allocate(GZIP_TRAILER_LENGTH)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) crc.getValue())
                .putInt((int) length)
                .array();
    }
}
