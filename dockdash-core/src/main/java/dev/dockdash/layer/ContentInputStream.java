package dev.dockdash.layer;

import dev.dockdash.blob.BlobMismatchException;
import java.io.IOException;
import java.io.InputStream;

/** The stored bytes of one file; closing it leaves the tar open. */
final class ContentInputStream extends InputStream {

    private static final int SKIP_BUFFER_SIZE = 256 * 1024;

    private final InputStream tar;
    private final StoredContent content;
    private final String source;
    private long left;

    ContentInputStream(InputStream tar, StoredContent content, String source) {
        this.tar = tar;
        this.content = content;
        this.source = source;
        this.left = content.stored();
    }

    /** Passes over what lies in the tar before the file; by reading, so that it counts for all limits. */
    void skipTo(long count) throws IOException {
        byte[] buffer = new byte[(int) Math.min(count, SKIP_BUFFER_SIZE)];
        long before = count;
        while (before > 0) {
            before -= readTar(buffer, 0, (int) Math.min(before, buffer.length));
        }
    }

    /** Returns how many bytes were not read yet. */
    long left() {
        return left;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left == 0) {
            return -1;
        }
        int read = readTar(buffer, offset, (int) Math.min(length, left));
        left -= read;
        return read;
    }

    private int readTar(byte[] buffer, int offset, int length) throws IOException {
        int read;
        try {
            read = tar.read(buffer, offset, length);
        } catch (BlobMismatchException e) {
            throw content.changed(source, e);
        }
        if (read < 0) {
            throw content.mismatch(source, "its end");
        }
        return read;
    }
}
