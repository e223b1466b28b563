package dev.dockdash.registry;

import dev.dockdash.blob.Blob;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads a blob in chunks, which may be asked for again. Not thread-safe. */
final class ChunkSource implements Closeable {

    private final Blob blob;
    private @Nullable InputStream in;
    private long position;

    ChunkSource(Blob blob) {
        this.blob = blob;
    }

    /**
     * Returns the bytes from {@code offset} on, as many as asked for or as there are.
     *
     * @throws IOException if the blob cannot be read, or is not what its digest says
     */
    byte[] read(long offset, int length) throws IOException {
        try {
            InputStream source = at(offset);
            byte[] chunk = source.readNBytes((int) Math.min(length, blob.size() - offset));
            position += chunk.length;
            if (position == blob.size() && source.read() >= 0) {
                throw new IOException("more than " + blob.size() + " bytes");
            }
            return chunk;
        } catch (IOException e) {
            throw new SourceException("Sending the blob " + blob.digest() + ": " + e.getMessage(), e);
        }
    }

    private InputStream at(long offset) throws IOException {
        InputStream open = in;
        if (open == null || position > offset) {
            close();
            open = blob.open();
            in = open;
            position = 0;
        }
        open.skipNBytes(offset - position);
        position = offset;
        return open;
    }

    @Override
    public void close() throws IOException {
        if (in != null) {
            in.close();
            in = null;
        }
    }
}
