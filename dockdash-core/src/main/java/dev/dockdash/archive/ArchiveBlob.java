package dev.dockdash.archive;

import dev.dockdash.blob.Blob;
import dev.dockdash.blob.BlobMismatchException;
import dev.dockdash.blob.VerifyingInputStream;
import dev.dockdash.oci.Digest;
import java.io.IOException;
import java.io.InputStream;

/**
 * A blob that is read where it lies in an archive, and verified whenever it is read.
 *
 * @param source the archive, for messages
 */
record ArchiveBlob(ArchiveFile file, Digest digest, long size, String source) implements Blob {

    @Override
    public InputStream open() throws IOException {
        return new VerifyingInputStream(openUnverified(), digest, size, digest + " in " + source);
    }

    @Override
    public InputStream openUnverified() throws IOException {
        if (file.size() != size) {
            throw new BlobMismatchException("Reading " + source + ": expected " + digest + " of " + size
                    + " bytes but found " + file.size() + " bytes");
        }
        return file.open();
    }

    @Override
    public String toString() {
        return digest + " in " + source;
    }
}
