package dev.dockdash.registry;

import dev.dockdash.blob.Blob;
import java.io.IOException;
import java.io.InputStream;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/** Sends the bytes of a blob as they are read, with their length announced. */
final class BlobBody extends RequestBody {

    static final MediaType OCTETS = MediaType.get("application/octet-stream");
    private static final int BUFFER_SIZE = 64 * 1024;

    private final Blob blob;
    private final StallWatch watch;
    private final ProgressMeter.Transfer transfer;

    BlobBody(Blob blob, StallWatch watch, ProgressMeter.Transfer transfer) {
        this.blob = blob;
        this.watch = watch;
        this.transfer = transfer;
    }

    @Override
    public MediaType contentType() {
        return OCTETS;
    }

    @Override
    public long contentLength() {
        return blob.size();
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        transfer.restart();
        try (InputStream in = open()) {
            byte[] buffer = new byte[BUFFER_SIZE];
            for (int read = read(in, buffer); read >= 0; read = read(in, buffer)) {
                int length = read;
                watch.run(() -> {
                    sink.write(buffer, 0, length);
                    return length;
                });
                transfer.moved(length);
            }
        }
    }

    private InputStream open() throws IOException {
        try {
            return blob.open();
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
        return new SourceException("Sending the blob " + blob.digest() + ": " + e.getMessage(), e);
    }
}
