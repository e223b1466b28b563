package dev.dockdash.benchmarks;

import dev.dockdash.oci.Digest;
import dev.dockdash.oci.DigestAlgorithm;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The least that tells whether a layer is what its diffID says: decompression, and SHA-256 in another thread. */
final class DecompressAndHash implements Contender {

    static final String NAME = "decompression and SHA-256";

    private static final int BUFFERS = 4;
    private static final int BUFFER_SIZE = 256 << 10;

    private final Path blob;
    private final Digest diffId;

    DecompressAndHash(Path blob, Digest diffId) {
        this.blob = blob;
        this.diffId = diffId;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run() throws IOException {
        BlockingQueue<Piece> idle = new ArrayBlockingQueue<>(BUFFERS);
        BlockingQueue<Piece> filled = new ArrayBlockingQueue<>(BUFFERS);
        for (int i = 0; i < BUFFERS; i++) {
            idle.add(new Piece());
        }
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<Digest> hash = thread.submit(() -> hash(idle, filled));
            decompress(idle, filled);
            Digest actual = hash.get();
            if (!actual.equals(diffId)) {
                throw new IOException("Hashing " + blob + ": expected " + diffId + " but was " + actual);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while " + blob + " was read");
        } catch (ExecutionException e) {
            throw new IOException("Hashing " + blob, e);
        } finally {
            thread.shutdownNow();
        }
    }

    private void decompress(BlockingQueue<Piece> idle, BlockingQueue<Piece> filled)
            throws IOException, InterruptedException {
        try (InputStream in = PlainDecompression.open(blob)) {
            int length;
            do {
                Piece piece = idle.take();
                length = in.readNBytes(piece.bytes, 0, BUFFER_SIZE);
                piece.length = length;
                filled.put(piece);
            } while (length > 0);
        }
    }

    /** Hashes until a piece comes without bytes. */
    private static Digest hash(BlockingQueue<Piece> idle, BlockingQueue<Piece> filled) throws InterruptedException {
        MessageDigest hash = DigestAlgorithm.SHA256.newMessageDigest();
        for (Piece piece = filled.take(); piece.length > 0; piece = filled.take()) {
            hash.update(piece.bytes, 0, piece.length);
            idle.put(piece);
        }
        return Digest.of(DigestAlgorithm.SHA256, hash);
    }

    /** Some decompressed bytes. */
    private static final class Piece {

        private final byte[] bytes = new byte[BUFFER_SIZE];
        private int length;
    }
}
