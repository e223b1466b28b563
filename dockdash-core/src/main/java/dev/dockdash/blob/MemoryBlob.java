package dev.dockdash.blob;

import dev.dockdash.oci.Digest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;

/** A blob whose bytes are held, for documents that are small by nature. */
final class MemoryBlob implements Blob {

    private final byte[] bytes;
    private final Digest digest;

    MemoryBlob(byte[] bytes) {
        this.bytes = bytes;
        this.digest = Digest.of(bytes);
    }

    @Override
    public Digest digest() {
        return digest;
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(bytes);
    }

    @Override
    public String toString() {
        return digest + " (" + bytes.length + " bytes)";
    }
}
