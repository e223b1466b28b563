package dev.dockdash.layer;

import dev.dockdash.blob.BlobMismatchException;
import java.io.IOException;
import java.io.InputStream;

/**
 * The stored bytes of one file, whose end is only reached when they are those that the index was made of. Closing it
 * leaves the tar open.
 */
final class ContentInputStream extends InputStream {

    private final HashedTar tar;
    private final StoredContent content;
    private final String source;
    private long left;
    private boolean verified;

    ContentInputStream(HashedTar tar, StoredContent content, String source) {
        this.tar = tar;
        this.content = content;
        this.source = source;
        this.left = content.stored();
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
            verify();
            return -1;
        }
        int read = tar.read(buffer, offset, (int) Math.min(length, left));
        if (read < 0) {
            throw mismatch("its end");
        }
        left -= read;
        return read;
    }

    private void verify() throws IOException {
        if (!verified && !tar.hashSoFar().equals(content.hash())) {
            throw mismatch("other bytes, there or before it");
        }
        verified = true;
    }

    private BlobMismatchException mismatch(String found) {
        return new BlobMismatchException("Reading " + source + ": expected the file of " + content.stored()
                + " bytes that was at byte " + content.offset() + " of its tar but found " + found);
    }
}
