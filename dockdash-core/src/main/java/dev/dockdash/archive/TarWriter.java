package dev.dockdash.archive;

import dev.dockdash.blob.Blob;
import dev.dockdash.internal.tar.TarEntryType;
import dev.dockdash.internal.tar.TarHeader;
import dev.dockdash.internal.tar.TarHeaderEncoder;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;

/** Writes files into a tar, all with mode 0644, owner 0:0 and the epoch as their time. Not thread-safe. */
final class TarWriter {

    private static final int BUFFER_SIZE = 64 * 1024;
    private static final int MODE = 0644;

    private final OutputStream out;

    /** Creates a writer; whoever opened the stream closes it. */
    TarWriter(OutputStream out) {
        this.out = new BufferedOutputStream(out, BUFFER_SIZE);
    }

    /** Writes a file with that text. */
    void text(String name, String text) throws IOException {
        blob(name, Blob.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Writes a file with the bytes of a blob.
     *
     * @throws IOException if the blob cannot be read or is not what its digest and size say
     */
    void blob(String name, Blob blob) throws IOException {
        try (InputStream in = blob.open()) {
            file(name, blob.size(), in);
        }
    }

    /**
     * Writes a file with all that remains of a stream, which stays open.
     *
     * @throws IOException if the stream cannot be read, or does not have exactly that many bytes
     */
    void file(String name, long size, InputStream content) throws IOException {
        out.write(TarHeaderEncoder.encode(new TarHeader(
                name, TarEntryType.REGULAR_FILE, MODE, 0, 0, size, 0, 0, "", Collections.emptySortedMap())));
        long copied = content.transferTo(out);
        if (copied != size) {
            throw new IOException("Writing " + name + " into a tar: expected " + size + " bytes but got " + copied);
        }
        out.write(new byte[(int) (TarHeaderEncoder.padded(size) - size)]);
    }

    /** Ends the tar. */
    void finish() throws IOException {
        out.write(new byte[TarHeaderEncoder.END_LENGTH]);
        out.flush();
    }
}
