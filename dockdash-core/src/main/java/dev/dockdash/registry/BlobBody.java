package dev.dockdash.registry;

import dev.dockdash.blob.Blob;
import java.io.IOException;
import java.io.InputStream;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/** Sends the bytes of a blob as they are read. */
final class BlobBody extends RequestBody {

    static final MediaType OCTETS = MediaType.get("application/octet-stream");
    private static final int BUFFER_SIZE = 64 * 1024;

    private final String name;
    private final Source source;
    private final long length;
    private final StallWatch watch;
    private final Listener listener;

    /** Where the bytes come from. */
    @FunctionalInterface
    interface Source {
        InputStream open() throws IOException;
    }

    /** Hears of what was sent. */
    interface Listener {
        void moved(long bytes);

        /** Takes back what was moved in vain. */
        void restart();
    }

    private BlobBody(String name, Source source, long length, StallWatch watch, Listener listener) {
        this.name = name;
        this.source = source;
        this.length = length;
        this.watch = watch;
        this.listener = listener;
    }

    /** Returns a body whose length is announced. */
    static BlobBody of(Blob blob, StallWatch watch, Listener listener) {
        return new BlobBody("the blob " + blob.digest(), blob::open, blob.size(), watch, listener);
    }

    /** Returns a body of which nobody knows the length. */
    static BlobBody ofUnknownLength(Source source, StallWatch watch, Listener listener) {
        return new BlobBody("a layer while it was built", source, -1, watch, listener);
    }

    @Override
    public MediaType contentType() {
        return OCTETS;
    }

    @Override
    public long contentLength() {
        return length;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        listener.restart();
        try (InputStream in = open()) {
            byte[] buffer = new byte[BUFFER_SIZE];
            for (int read = read(in, buffer); read >= 0; read = read(in, buffer)) {
                int count = read;
                watch.run(() -> {
                    sink.write(buffer, 0, count);
                    return count;
                });
                listener.moved(count);
            }
        }
    }

    private InputStream open() throws IOException {
        try {
            return source.open();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private int read(InputStream in, byte[] buffer) throws IOException {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private SourceException unreadable(IOException e) {
        return new SourceException("Sending " + name + ": " + e.getMessage(), e);
    }
}
