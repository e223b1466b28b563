package dev.dockdash.layer;

import dev.dockdash.blob.BlobMismatchException;
import dev.dockdash.internal.io.BlockInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The stored bytes of one file; closing it leaves the tar open. */
final class ContentInputStream extends BlockInputStream {

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

    /** Passes over what lies in the tar before the file. */
    void skipTo(long count) throws IOException {
        try {
            tar.skipNBytes(count);
        } catch (BlobMismatchException e) {
            throw content.changed(source, e);
        } catch (EOFException e) {
            BlobMismatchException mismatch = content.mismatch(source, "its end");
            mismatch.initCause(e);
            throw mismatch;
        }
    }

    /** Returns how many bytes were not read yet. */
    long left() {
        return left;
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
