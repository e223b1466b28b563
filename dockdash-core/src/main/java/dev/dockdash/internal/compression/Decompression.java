package dev.dockdash.internal.compression;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Opens compressed bytes by their first ones: names and media types are known to lie about them. */
public final class Decompression {

    private static final int BUFFER_SIZE = 64 * 1024;
    private static final int MAGIC_LENGTH = 4;
    private static final int ZSTD_MAGIC = 0xfd2fb528;
    private static final int SKIPPABLE_FRAME = 0x184d2a50;
    private static final int SKIPPABLE_MASK = 0xfffffff0;
    private static final int GZIP_MAGIC = 0x8b1f;

    /** What zstd itself reads unless it is told otherwise; its highest level writes such windows. */
    private static final int DEFAULT_WINDOW_LOG = 27;

    private Decompression() {}

    /** How bytes are compressed, by their first ones. */
    public enum Format {
        /** Frames of RFC 8878, skippable ones among them. */
        ZSTD,
        /** Members of RFC 1952. */
        GZIP,
        /** Anything else. */
        NONE
    }

    /**
     * Returns the uncompressed bytes of a zstd stream, a gzip stream or neither; closing it closes the source.
     *
     * @throws IOException if the source cannot be read
     */
    public static InputStream open(InputStream source) throws IOException {
        return open(source, DEFAULT_WINDOW_LOG);
    }

    /**
     * Does the same with a bound for the memory that a zstd stream may ask for.
     *
     * @param maxWindowLog the base-2 logarithm of the largest window in bytes
     * @throws IOException if the source cannot be read
     */
    public static InputStream open(InputStream source, int maxWindowLog) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(source, BUFFER_SIZE);
        return switch (format(buffered)) {
            case ZSTD -> new ZstdInputStreamNoFinalizer(buffered).setLongMax(maxWindowLog);
            case GZIP -> new GzipMembersInputStream(buffered);
            case NONE -> buffered;
        };
    }

    /**
     * Returns how the bytes of a stream are compressed, and leaves it where it is.
     *
     * @throws IOException if it cannot be read
     */
    public static Format format(BufferedInputStream in) throws IOException {
        int magic = peek(in);
        if (magic == ZSTD_MAGIC || (magic & SKIPPABLE_MASK) == SKIPPABLE_FRAME) {
            return Format.ZSTD;
        }
        return (magic & 0xffff) == GZIP_MAGIC ? Format.GZIP : Format.NONE;
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
