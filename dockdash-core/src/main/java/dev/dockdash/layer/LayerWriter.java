package dev.dockdash.layer;

import dev.dockdash.blob.Blob;
import dev.dockdash.cache.BlobCache;
import dev.dockdash.cache.BlobWriter;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.DigestAlgorithm;
import java.io.IOException;
import java.security.MessageDigest;

/**
 * Writes a planned layer: pieces of the tar are read and compressed by several threads, and taken in their order by this
 * one, which hashes both forms and writes the blob.
 */
final class LayerWriter {

    private final LayerFormat format;
    private final boolean stored;
    private final MessageDigest tarHash = DigestAlgorithm.SHA256.newMessageDigest();
    private final MessageDigest blobHash = DigestAlgorithm.SHA256.newMessageDigest();
    private final BlobWriter out;

    private LayerWriter(Compression compression, BlobWriter out) {
        this.format = new LayerFormat(compression);
        this.stored = compression == Compression.NONE;
        this.out = out;
    }

    /**
     * Writes a layer into the cache.
     *
     * @throws IOException if a source cannot be read or changes meanwhile, or the blob cannot be written
     */
    static WrittenLayer write(LayerPlan plan, Compression compression, BlobCache cache) throws IOException {
        TarLayout layout = TarLayout.of(plan);
        try (BlobWriter out = cache.newBlob();
                ChunkPipeline pipeline = new ChunkPipeline(layout, compression)) {
            return new LayerWriter(compression, out).writeAll(pipeline, compression);
        }
    }

    private WrittenLayer writeAll(ChunkPipeline pipeline, Compression compression) throws IOException {
        byte[] header = format.header();
        writeBlob(header, header.length);
        pipeline.forEachInOrder(this::writeChunk);
        byte[] trailer = format.trailer();
        writeBlob(trailer, trailer.length);
        Digest diffId = Digest.of(DigestAlgorithm.SHA256, tarHash);
        Blob blob = out.commit(stored ? diffId : Digest.of(DigestAlgorithm.SHA256, blobHash));
        return new WrittenLayer(blob, diffId, compression);
    }

    private void writeChunk(Chunk chunk) throws IOException {
        tarHash.update(chunk.tar(), 0, chunk.tarLength());
        format.update(chunk.tar(), chunk.tarLength());
        if (stored) {
            out.write(chunk.tar(), 0, chunk.tarLength());
        } else {
            writeBlob(chunk.compressed(), chunk.compressedLength());
        }
    }

    private void writeBlob(byte[] bytes, int count) throws IOException {
        if (count > 0) {
            blobHash.update(bytes, 0, count);
            out.write(bytes, 0, count);
        }
    }

    /**
     * A layer that lies in the cache.
     *
     * @param blob the compressed bytes
     * @param diffId the digest of the tar
     * @param compression how it is compressed
     */
    record WrittenLayer(Blob blob, Digest diffId, Compression compression) {}
}
