package dev.dockdash.layer;

import dev.dockdash.blob.Blob;
import dev.dockdash.cache.BlobCache;
import dev.dockdash.cache.BlobFollower;
import dev.dockdash.cache.BlobWriter;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.DigestAlgorithm;
import java.io.IOException;
import java.security.MessageDigest;

/**
 * Writes a planned layer: pieces of the tar are read and compressed by several threads, which also take them in their
 * order to hash both forms and to write the blob.
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
     * @param follower what hears of the blob before it is written
     * @throws IOException if a source cannot be read or changes meanwhile, or the blob cannot be written
     */
    static StoredLayer write(LayerPlan plan, Compression compression, BlobCache cache, BlobFollower follower)
            throws IOException {
        TarLayout layout = TarLayout.of(plan);
        try (BlobWriter out = cache.newBlob()) {
            follower.follow(out.growing());
            return new LayerWriter(compression, out).writeAll(new ChunkPipeline(layout, compression), layout.length());
        }
    }

    /**
     * Returns the diffID that the layer of a plan has, without writing it.
     *
     * @throws IOException if a source cannot be read or changes meanwhile
     */
    static Digest hash(LayerPlan plan) throws IOException {
        MessageDigest hash = DigestAlgorithm.SHA256.newMessageDigest();
        new ChunkPipeline(TarLayout.of(plan), Compression.NONE)
                .run(chunk -> hash.update(chunk.tar(), 0, chunk.tarLength()));
        return Digest.of(DigestAlgorithm.SHA256, hash);
    }

    private StoredLayer writeAll(ChunkPipeline pipeline, long tarSize) throws IOException {
        writeBlob(format.header());
        if (stored) {
            pipeline.run(this::hashTar, chunk -> out.write(chunk.tar(), 0, chunk.tarLength()));
        } else {
            pipeline.run(this::hashTar, this::hashBlob, this::writeBlob);
        }
        writeBlob(format.trailer());
        Digest diffId = Digest.of(DigestAlgorithm.SHA256, tarHash);
        Blob blob = out.commit(stored ? diffId : Digest.of(DigestAlgorithm.SHA256, blobHash));
        return new StoredLayer(blob, diffId, tarSize, LayerBuild.Source.WRITTEN);
    }

    private void hashTar(Chunk chunk) {
        tarHash.update(chunk.tar(), 0, chunk.tarLength());
        format.update(chunk.tar(), chunk.tarLength());
    }

    private void hashBlob(Chunk chunk) {
        blobHash.update(chunk.compressed(), 0, chunk.compressedLength());
    }

    private void writeBlob(Chunk chunk) throws IOException {
        out.write(chunk.compressed(), 0, chunk.compressedLength());
    }

    private void writeBlob(byte[] frame) throws IOException {
        if (frame.length > 0) {
            blobHash.update(frame);
            out.write(frame, 0, frame.length);
        }
    }
}
