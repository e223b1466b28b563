package dev.dockdash.assertj;

import dev.dockdash.layer.Compression;
import dev.dockdash.layer.Layer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Tells how a layer is really compressed, which its media type may have wrong.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8878#section-3.1">RFC 8878, zstd frames</a>
 */
final class LayerBytes {

    private static final int GZIP = 0x8b1f;
    private static final int ZSTD = 0xfd2fb528;
    private static final int ZSTD_SKIPPABLE = 0x184d2a50;
    private static final int ZSTD_SKIPPABLE_MASK = 0xfffffff0;

    private LayerBytes() {}

    /**
     * Returns the compression that the first bytes show; they are not verified, because that takes all of them.
     *
     * @throws IOException if they cannot be had
     */
    static Compression compression(Layer layer) throws IOException {
        byte[] start = new byte[Integer.BYTES];
        try (InputStream in = layer.blob().open()) {
            in.readNBytes(start, 0, start.length);
        }
        int magic = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getInt();
        if (magic == ZSTD || (magic & ZSTD_SKIPPABLE_MASK) == ZSTD_SKIPPABLE) {
            return Compression.ZSTD;
        }
        return (magic & 0xffff) == GZIP ? Compression.GZIP : Compression.NONE;
    }
}
