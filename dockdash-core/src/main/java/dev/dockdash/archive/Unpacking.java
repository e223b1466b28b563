package dev.dockdash.archive;

import dev.dockdash.blob.Blob;
import dev.dockdash.cache.BlobCache;
import dev.dockdash.cache.BlobWriter;
import dev.dockdash.cache.CacheKey;
import dev.dockdash.internal.compression.CountingInputStream;
import dev.dockdash.internal.compression.Decompression;
import dev.dockdash.internal.compression.LimitedInputStream;
import dev.dockdash.layer.LayerLimits;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.DigestAlgorithm;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Puts tars that cannot be read where they are into a cache, which owns them and removes those that were not used for
 * longest.
 *
 * @param cache the cache
 * @param limits how large a tar may become
 */
record Unpacking(BlobCache cache, LayerLimits limits) {

    private static final String KIND = "unpacked";
    private static final int BUFFER_SIZE = 128 * 1024;

    /**
     * Returns the uncompressed form of a file, which is made once for each content.
     *
     * @throws IOException if it cannot be uncompressed, becomes larger than the limits allow, or cannot be kept
     */
    Path unpack(Path file) throws IOException {
        Optional<Path> known = cache.recall(new CacheKey(KIND, digest(file)))
                .flatMap(Unpacking::parse)
                .flatMap(cache::find)
                .flatMap(BlobCache::fileOf);
        return known.isPresent() ? known.get() : unpackAnew(file);
    }

    /** The note is under the digest of what was unpacked, which need not be that of the file any more. */
    private Path unpackAnew(Path file) throws IOException {
        MessageDigest hash = DigestAlgorithm.SHA256.newMessageDigest();
        try (InputStream compressed = new DigestInputStream(Files.newInputStream(file), hash);
                InputStream tar = uncompressed(new CountingInputStream(compressed), file)) {
            Blob kept = keep(tar, file.toString());
            compressed.transferTo(OutputStream.nullOutputStream());
            cache.remember(
                    new CacheKey(KIND, Digest.of(DigestAlgorithm.SHA256, hash)),
                    kept.digest().toString());
            return file(kept);
        }
    }

    private InputStream uncompressed(CountingInputStream counted, Path file) throws IOException {
        return limited(Decompression.open(counted, limits.windowLog()), counted, file.toString());
    }

    private InputStream limited(InputStream in, CountingInputStream counted, String source) {
        LimitedInputStream.Bounds bounds =
                new LimitedInputStream.Bounds(limits.bytes(), limits.ratio(), limits.bytesOfAnyRatio());
        return new LimitedInputStream(in, counted, bounds, source);
    }

    /**
     * Returns a file with all that remains of a stream, which stays open.
     *
     * @param source what it is, for messages
     * @throws IOException if it cannot be read, is larger than the limits allow, or cannot be kept
     */
    Path store(InputStream in, String source) throws IOException {
        CountingInputStream counted = new CountingInputStream(in);
        return file(keep(limited(counted, counted, source), source));
    }

    private Blob keep(InputStream tar, String source) throws IOException {
        MessageDigest hash = DigestAlgorithm.SHA256.newMessageDigest();
        try (BlobWriter out = cache.newBlob()) {
            copy(new DigestInputStream(tar, hash), out);
            return out.commit(Digest.of(DigestAlgorithm.SHA256, hash));
        } catch (IOException e) {
            throw new IOException("Unpacking " + source + " into " + cache + ": " + e.getMessage(), e);
        }
    }

    private static void copy(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER_SIZE];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            out.write(buffer, 0, read);
        }
    }

    private static Path file(Blob blob) {
        return BlobCache.fileOf(blob).orElseThrow();
    }

    private static Digest digest(Path file) throws IOException {
        MessageDigest hash = DigestAlgorithm.SHA256.newMessageDigest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), hash)) {
            copy(in, OutputStream.nullOutputStream());
        }
        return Digest.of(DigestAlgorithm.SHA256, hash);
    }

    private static Optional<Digest> parse(String note) {
        try {
            return Optional.of(Digest.parse(note));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
