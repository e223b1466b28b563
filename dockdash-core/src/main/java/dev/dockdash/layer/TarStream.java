package dev.dockdash.layer;

import dev.dockdash.blob.BlobMismatchException;
import dev.dockdash.internal.io.BlockFilterInputStream;
import dev.dockdash.oci.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.HexFormat;

/** The tar of a layer, whose end is only reached when all bytes of the blob were read and gave the diffID. */
final class TarStream extends BlockFilterInputStream {

    private final InputStream compressed;
    private final Digest diffId;
    private final Digest digest;
    private final RunningHash hash;
    private boolean verified;

    TarStream(InputStream tar, InputStream compressed, Digest diffId, Digest digest) {
        super(tar);
        this.compressed = compressed;
        this.diffId = diffId;
        this.digest = digest;
        this.hash = new RunningHash(diffId.algorithm());
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read;
        try {
            read = in.read(buffer, offset, length);
        } catch (IOException e) {
            throw causeOf(e, compressed);
        }
        if (read > 0) {
            hash.update(buffer, offset, read);
        } else if (read < 0 && !verified) {
            verify();
        }
        return read;
    }

    /** Returns why bytes could not be uncompressed: that they are not those of the blob, if so. */
    static IOException causeOf(IOException failure, InputStream compressed) {
        if (failure instanceof InterruptedIOException) {
            // Another thread may still read the bytes, and an interrupt says nothing about them.
            return failure;
        }
        try {
            compressed.transferTo(OutputStream.nullOutputStream());
        } catch (BlobMismatchException e) {
            if (e != failure) {
                e.addSuppressed(failure);
            }
            return e;
        } catch (IOException e) {
            if (e != failure) {
                failure.addSuppressed(e);
            }
        }
        return failure;
    }

    private void verify() throws IOException {
        compressed.transferTo(OutputStream.nullOutputStream());
        Digest actual = new Digest(diffId.algorithm(), HexFormat.of().formatHex(hash.soFar()));
        if (!actual.equals(diffId)) {
            throw new BlobMismatchException(
                    "Reading layer " + digest + ": expected its uncompressed bytes to have the diffID " + diffId
                            + " of the config but found " + actual);
        }
        verified = true;
    }
}
