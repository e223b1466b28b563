package dev.dockdash.layer;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import dev.dockdash.blob.Blob;
import dev.dockdash.cache.BlobCache;
import dev.dockdash.cache.BlobWriter;
import dev.dockdash.cache.CacheKey;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.DigestAlgorithm;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * The indexes of layers that a cache keeps, so that the next JVM need not read the layers again.
 *
 * <p>An index is a blob like any other; a note under the layer's blob digest and diffID leads to it. Both are in the key:
 * whoever finds a note knows that somebody read this very blob and got this diffID.
 */
final class LayerIndexes {

    private static final Logger LOG = System.getLogger(LayerIndexes.class.getName());
    private static final int LEVEL = 1;
    private static final int BUFFER_SIZE = 64 * 1024;

    private LayerIndexes() {}

    /** Returns the index of a layer, if it is kept and in order. */
    static Optional<LayerIndex> find(BlobCache cache, Digest digest, Digest diffId, LayerLimits limits) {
        return cache.recall(key(digest, diffId, limits))
                .flatMap(LayerIndexes::parse)
                .flatMap(cache::find)
                .flatMap(LayerIndexes::read);
    }

    /** Keeps the index of a layer; where that cannot be, the next JVM reads the layer again. */
    static void keep(BlobCache cache, Digest digest, Digest diffId, LayerLimits limits, LayerIndex index) {
        try (BlobWriter blob = cache.newBlob()) {
            MessageDigest hash = DigestAlgorithm.SHA256.newMessageDigest();
            OutputStream hashed = new DigestOutputStream(new Uncloseable(blob), hash);
            try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(
                    new ZstdOutputStreamNoFinalizer(new BufferedOutputStream(hashed, BUFFER_SIZE), LEVEL),
                    BUFFER_SIZE))) {
                LayerIndexFormat.write(index, out);
            }
            Blob written = blob.commit(Digest.of(DigestAlgorithm.SHA256, hash));
            cache.remember(key(digest, diffId, limits), written.digest().toString());
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "The index of the layer " + digest + " is not kept", e);
        }
    }

    private static Optional<LayerIndex> read(Blob blob) {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(
                new ZstdInputStreamNoFinalizer(new BufferedInputStream(blob.open(), BUFFER_SIZE)), BUFFER_SIZE))) {
            LayerIndex index = LayerIndexFormat.read(in);
            // The blob is verified at its end.
            in.transferTo(OutputStream.nullOutputStream());
            return Optional.of(index);
        } catch (IOException | IllegalArgumentException e) {
            LOG.log(Level.DEBUG, "The index " + blob + " cannot be used", e);
            return Optional.empty();
        }
    }

    private static Optional<Digest> parse(String note) {
        try {
            return Optional.of(Digest.parse(note));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** An index says that the layer kept the limits it was read within, and of no others. */
    private static CacheKey key(Digest digest, Digest diffId, LayerLimits limits) {
        String text = LayerIndexFormat.VERSION + " " + digest + " " + diffId + " " + limits;
        return new CacheKey("indexes", Digest.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Lets a compressor end without the blob, which is committed after it. */
    private static final class Uncloseable extends OutputStream {

        private final OutputStream out;

        Uncloseable(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }
    }
}
