package dev.dockdash.cache;

import dev.dockdash.blob.Blob;
import dev.dockdash.blob.BlobMismatchException;
import dev.dockdash.internal.io.BlockFilterInputStream;
import dev.dockdash.oci.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A blob in the file of a cache, which is removed when reading shows that its bytes are others: nothing else may tell. */
record KeptBlob(Path file, Digest digest, long size) implements Blob {

    @Override
    public InputStream open() throws IOException {
        return new Dropping(Blob.file(file, digest, size).open());
    }

    @Override
    public InputStream openUnverified() throws IOException {
        return Files.newInputStream(file);
    }

    /** Passes a verified stream on, and removes the file when it fails. */
    private final class Dropping extends BlockFilterInputStream {

        Dropping(InputStream verified) {
            super(verified);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                return in.read(buffer, offset, length);
            } catch (BlobMismatchException e) {
                throw dropped(e);
            }
        }

        private BlobMismatchException dropped(BlobMismatchException e) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException kept) {
                e.addSuppressed(kept);
            }
            return e;
        }
    }
}
