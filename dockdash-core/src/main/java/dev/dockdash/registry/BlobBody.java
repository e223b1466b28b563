package dev.dockdash.registry;

import dev.dockdash.blob.Blob;
import java.io.IOException;
import java.io.InputStream;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import okio.Okio;

/** Sends the bytes of a blob as they are read, with their length announced. */
final class BlobBody extends RequestBody {

    private static final MediaType OCTETS = MediaType.get("application/octet-stream");

    private final Blob blob;

    BlobBody(Blob blob) {
        this.blob = blob;
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
    public boolean isOneShot() {
        return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        try (InputStream in = blob.open()) {
            sink.writeAll(Okio.source(in));
        }
    }
}
