package dev.dockdash.layer;

import dev.dockdash.blob.Blob;
import dev.dockdash.internal.compression.CountingInputStream;
import dev.dockdash.internal.compression.Decompression;
import dev.dockdash.internal.compression.LimitedInputStream;
import dev.dockdash.oci.Digest;
import java.io.IOException;
import java.io.InputStream;

/**
 * The ways to open the tar of a layer: which thread does what depends on what it is opened for. The caller closes what it
 * gets.
 *
 * @param blob the compressed bytes
 * @param diffId the digest of the tar
 * @param limits what it may ask for
 * @param name what it is, for messages
 */
record LayerTar(Blob blob, Digest diffId, LayerLimits limits, String name) {

    /** Opens all of it to learn its hashes, or only to read it; whoever reads to the end has read bytes of the diffID. */
    TarStream open(PrefixHashes.Recorder hashes, boolean ahead) throws IOException {
        CheckedBlobStream compressed = new CheckedBlobStream(blob, hashes);
        InputStream tar = ahead ? decompressAhead(compressed) : decompress(compressed);
        return new TarStream(tar, compressed, diffId, blob.digest());
    }

    /** Opens the tar for who wants a file of it: what is before that is thrown away, so the other thread checks the blob. */
    InputStream openContents(PrefixHashes known, boolean ahead) throws IOException {
        InputStream compressed = new CheckedBlobStream(blob, known.check(blob));
        return decompress(ahead ? new ReadAhead(compressed, () -> false) : compressed);
    }

    /** Opens the tar for who wants most of it, and has much to do with it: so the other thread decompresses. */
    InputStream openAllContents(PrefixHashes known) throws IOException {
        return decompressAhead(new CheckedBlobStream(blob, known.check(blob)));
    }

    private InputStream decompressAhead(CheckedBlobStream compressed) throws IOException {
        return new ReadAhead(decompress(compressed), compressed::help);
    }

    private InputStream decompress(InputStream blobStream) throws IOException {
        CountingInputStream compressed = new CountingInputStream(blobStream);
        try {
            return new LimitedInputStream(
                    Decompression.open(compressed, limits.windowLog()),
                    compressed,
                    new LimitedInputStream.Bounds(limits.bytes(), limits.ratio(), limits.bytesOfAnyRatio()),
                    name);
        } catch (IOException e) {
            IOException cause = TarStream.causeOf(e, compressed);
            compressed.close();
            throw cause;
        } catch (RuntimeException e) {
            compressed.close();
            throw e;
        }
    }
}
