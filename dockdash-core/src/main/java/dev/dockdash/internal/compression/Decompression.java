package dev.dockdash.internal.compression;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** Opens compressed bytes by their first ones: names and media types are known to lie about them. */
public final class Decompression {

    private static final int BUFFER_SIZE = 64 * 1024;
    private static final int MAGIC_LENGTH = 4;
    private static final int ZSTD_MAGIC = 0xfd2fb528;
    private static final int SKIPPABLE_FRAME = 0x184d2a50;
    private static final int SKIPPABLE_MASK = 0xfffffff0;
    private static final int GZIP_MAGIC = 0x8b1f;

    /** 8 MiB, what RFC 8878 asks decoders to support; a larger window is memory that a stranger chose. */
    private static final int ZSTD_WINDOW_LOG_MAX = 23;

    private Decompression() {}

    /**
     * Returns the uncompressed bytes of a zstd stream, a gzip stream or neither; closing it closes the source.
     *
     * @throws IOException if the source cannot be read
     */
    public static InputStream open(InputStream source) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(source, BUFFER_SIZE);
        int magic = peek(buffered);
        if (magic == ZSTD_MAGIC || (magic & SKIPPABLE_MASK) == SKIPPABLE_FRAME) {
            return new ZstdInputStream(buffered).setLongMax(ZSTD_WINDOW_LOG_MAX);
        }
        if ((magic & 0xffff) == GZIP_MAGIC) {
            return GzipCompressorInputStream.builder()
                    .setInputStream(buffered)
                    .setDecompressConcatenated(true)
                    .get();
        }
        return buffered;
    }

    /** Returns the first bytes, little-endian, without taking them. */
    private static int peek(BufferedInputStream in) throws IOException {
        in.mark(MAGIC_LENGTH);
        byte[] first = in.readNBytes(MAGIC_LENGTH);
        in.reset();
        int magic = 0;
        for (int i = 0; i < first.length; i++) {
            magic |= (first[i] & 0xff) << (8 * i);
        }
        return magic;
    }
}
