package dev.dockdash.layer;

import dev.dockdash.blob.BlobMismatchException;
import dev.dockdash.oci.DigestAlgorithm;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/**
 * The stored bytes of one file, whose end is only reached when they are those that the index was made of. Closing it
 * leaves the tar open.
 */
final class ContentInputStream extends InputStream {

    private final InputStream tar;
    private final StoredContent content;
    private final String source;
    private final MessageDigest hash = DigestAlgorithm.SHA256.newMessageDigest();
    private long left;
    private boolean verified;

    ContentInputStream(InputStream tar, StoredContent content, String source) {
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
        hash.update(buffer, offset, read);
        left -= read;
        return read;
    }

    private void verify() throws IOException {
        if (!verified && !StoredContent.hash(hash).equals(content.sha256())) {
            throw mismatch("other bytes");
        }
        verified = true;
    }

    private BlobMismatchException mismatch(String found) {
        return new BlobMismatchException("Reading " + source + ": expected the file of " + content.stored()
                + " bytes that was at byte " + content.offset() + " of its tar but found " + found);
    }
}
