package dev.dockdash.layer;

import dev.dockdash.blob.Blob;
import dev.dockdash.blob.BlobMismatchException;
import dev.dockdash.cache.BlobCache;
import dev.dockdash.cache.BlobWriter;
import dev.dockdash.internal.compression.Decompression;
import dev.dockdash.internal.io.BlockFilterInputStream;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.DigestAlgorithm;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A layer that is to be taken from a remote cache: its tar is known and hashed, only its compressed form is not.
 *
 * <p>A blob passes if its uncompressed bytes are that tar, and if the first and the last piece of it are compressed as
 * they are here. So its content is right whatever the cache says, and one that was compressed by anything else is made
 * again, because it would give the image another digest than elsewhere.
 */
final class RemoteLayer {

    /** The memory that our own pieces need to be uncompressed, and more than that. */
    private static final int WINDOW_LOG = 22;

    private static final int BUFFER_SIZE = 64 * 1024;

    /** Whatever comes more slowly comes more slowly than it is made here. */
    private static final long LEAST_BYTES_PER_SECOND = 1 << 20;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final TarLayout layout;
    private final Compression compression;
    private final Digest diffId;
    private final LongSupplier nanoTime;

    RemoteLayer(TarLayout layout, Compression compression, Digest diffId) {
        this(layout, compression, diffId, System::nanoTime);
    }

    /** Creates one that reads the time elsewhere. */
    RemoteLayer(TarLayout layout, Compression compression, Digest diffId, LongSupplier nanoTime) {
        this.layout = layout;
        this.compression = compression;
        this.diffId = diffId;
        this.nanoTime = nanoTime;
    }

    /**
     * Copies the blob into a cache.
     *
     * @throws BlobMismatchException if it is not the blob of this layer; nothing is kept then
     * @throws IOException if it cannot be read, comes too slowly, or cannot be kept, or a source changed
     */
    StoredLayer keep(Blob blob, BlobCache cache) throws IOException {
        long largest = LayerFormat.largest(compression, layout.length());
        if (blob.size() > largest) {
            throw mismatch(blob, "at most " + largest + " bytes", blob.size());
        }
        CompressedPieces pieces = CompressedPieces.of(layout, compression, blob.size());
        try (BlobWriter out = cache.newBlob();
                Copying in = new Copying(blob, pieces, out)) {
            requireTar(blob, in);
            return new StoredLayer(
                    out.commit(blob.digest()), diffId, layout.length(), LayerBuild.Source.REMOTE_CONTENT);
        }
    }

    private void requireTar(Blob blob, Copying in) throws IOException {
        MessageDigest hash = DigestAlgorithm.SHA256.newMessageDigest();
        long length = 0;
        try {
            InputStream tar = compression == Compression.NONE ? in : Decompression.open(in, WINDOW_LOG);
            byte[] buffer = new byte[BUFFER_SIZE];
            for (int read = tar.read(buffer); read >= 0; read = tar.read(buffer)) {
                hash.update(buffer, 0, read);
                length += read;
                if (length > layout.length()) {
                    throw mismatch(blob, "a tar of " + layout.length() + " bytes", "more");
                }
            }
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            if (in.failed || e instanceof BlobMismatchException) {
                throw e;
            }
            throw mismatch(blob, "a tar in " + compression, e);
        }
        Digest actual = Digest.of(DigestAlgorithm.SHA256, hash);
        if (!actual.equals(diffId)) {
            throw mismatch(blob, "a tar with the digest " + diffId, actual);
        }
    }

    private static BlobMismatchException mismatch(Blob blob, String expected, Object actual) {
        return new BlobMismatchException("Taking " + blob + ": expected " + expected + " but found " + actual);
    }

    /** Passes the bytes of a blob on, and keeps and checks them on the way. */
    private final class Copying extends BlockFilterInputStream {

        private final CompressedPieces pieces;
        private final BlobWriter out;
        private final long start = nanoTime.getAsLong();
        private long position;
        private boolean failed;

        Copying(Blob blob, CompressedPieces pieces, BlobWriter out) throws IOException {
            super(blob.open());
            this.pieces = pieces;
            this.out = out;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                int read = in.read(buffer, offset, length);
                if (read > 0) {
                    pieces.check(position, buffer, offset, read);
                    out.write(buffer, offset, read);
                    position += read;
                    checkTime();
                }
                return read;
            } catch (IOException e) {
                failed = true;
                throw e;
            }
        }

        private void checkTime() throws IOException {
            long spent = TimeUnit.NANOSECONDS.toSeconds(nanoTime.getAsLong() - start);
            if (spent > PATIENCE.toSeconds() + position / LEAST_BYTES_PER_SECOND) {
                throw new IOException("only " + position + " bytes of a layer came in " + spent + " s");
            }
        }
    }
}
