package dev.dockdash.registry;

import dev.dockdash.blob.Blob;
import dev.dockdash.oci.Digest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A blob that tells how much of it was read. */
record MeteredBlob(Blob source, ProgressMeter.Transfer transfer) implements Blob {

    @Override
    public Digest digest() {
        return source.digest();
    }

    @Override
    public long size() {
        return source.size();
    }

    @Override
    public InputStream open() throws IOException {
        transfer.restart();
        return new FilterInputStream(source.open()) {
            @Override
            public int read() throws IOException {
                int read = super.read();
                transfer.moved(read < 0 ? 0 : 1);
                return read;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int read = super.read(buffer, offset, length);
                transfer.moved(Math.max(0, read));
                return read;
            }
        };
    }
}
