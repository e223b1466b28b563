package dev.dockdash.blob;

import dev.dockdash.oci.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A blob in a file, which anyone may have changed since: it is verified whenever it is read. */
record FileBlob(Path file, Digest digest, long size) implements Blob {

    FileBlob {
        if (size < 0) {
            throw new IllegalArgumentException("Blob " + digest + ": the size " + size + " is negative");
        }
    }

    @Override
    public InputStream open() throws IOException {
        return new VerifyingInputStream(openUnverified(), digest, size, file.toString());
    }

    @Override
    public InputStream openUnverified() throws IOException {
        return Files.newInputStream(file);
    }
}
