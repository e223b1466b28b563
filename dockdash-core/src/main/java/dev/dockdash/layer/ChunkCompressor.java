package dev.dockdash.layer;

import com.github.luben.zstd.ZstdCompressCtx;
import java.util.zip.Deflater;

/**
 * Compresses pieces of a stream each on its own, so that many threads can work on one layer and the bytes do not depend
 * on how many did. Each instance is used by one thread at a time.
 */
abstract class ChunkCompressor implements AutoCloseable {

    /** Compresses the start of {@code source} into {@code target} and returns how many bytes came out. */
    abstract int compress(byte[] source, int length, byte[] target, boolean last);

    @Override
    public abstract void close();

    /** One zstd frame for each piece: a stream of frames is a zstd stream (RFC 8878, section 3). */
    static final class ZstdFrames extends ChunkCompressor {

        private static final int LEVEL = 3;

        private final ZstdCompressCtx context = new ZstdCompressCtx().setLevel(LEVEL);

        @Override
        int compress(byte[] source, int length, byte[] target, boolean last) {
            return context.compressByteArray(target, 0, target.length, source, 0, length);
        }

        @Override
        public void close() {
            context.close();
        }
    }

    /** Deflate blocks that end on a byte, so that they join to one stream; the last one ends it. */
    static final class DeflateBlocks extends ChunkCompressor {

        private final Deflater deflater;

        DeflateBlocks(int level) {
            this.deflater = new Deflater(level, true);
        }

        @Override
        int compress(byte[] source, int length, byte[] target, boolean last) {
            deflater.reset();
            deflater.setInput(source, 0, length);
            if (last) {
                deflater.finish();
            }
            int written = 0;
            int now;
            do {
                now = deflater.deflate(target, written, target.length - written, Deflater.SYNC_FLUSH);
                written += now;
            } while (now > 0 && !deflater.finished() && !deflater.needsInput());
            return written;
        }

        @Override
        public void close() {
            deflater.end();
        }
    }

    /** The bytes as they are. */
    static final class Stored extends ChunkCompressor {

        @Override
        int compress(byte[] source, int length, byte[] target, boolean last) {
            return 0;
        }

        @Override
        public void close() {
            // Nothing to release.
        }
    }
}
