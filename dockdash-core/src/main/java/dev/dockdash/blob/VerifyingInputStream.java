package dev.dockdash.blob;

import dev.dockdash.internal.concurrent.BackgroundDigest;
import dev.dockdash.oci.Digest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/**
 * Passes bytes on and fails at their end, or as soon as there are too many, unless they have the promised digest and
 * size.
 *
 * <p>Not thread-safe. Closing it closes the source; a stream closed before its end has verified nothing.
 */
public final class VerifyingInputStream extends FilterInputStream {

    private static final int SKIP_BUFFER_SIZE = 8192;

    private final Digest expected;
    private final long expectedSize;
    private final String source;
    private final MessageDigest hash;
    private long count;
    private boolean verified;

    /**
     * Wraps a source.
     *
     * @param in the bytes to pass on, closed with this stream
     * @param expected their digest
     * @param expectedSize their length in bytes
     * @param source where they come from, for messages
     */
    public VerifyingInputStream(InputStream in, Digest expected, long expectedSize, String source) {
        super(in);
        this.expected = expected;
        this.expectedSize = expectedSize;
        this.source = source;
        this.hash = new BackgroundDigest(expected.algorithm().newMessageDigest());
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        if (read < 0) {
            verifyEnd();
        } else {
            count += read;
            if (count > expectedSize) {
                throw mismatch("more than " + expectedSize + " bytes");
            }
            hash.update(buffer, offset, read);
        }
        return read;
    }

    @Override
    public long skip(long n) throws IOException {
        byte[] skipped = new byte[SKIP_BUFFER_SIZE];
        long left = n;
        while (left > 0) {
            int read = read(skipped, 0, (int) Math.min(left, skipped.length));
            if (read < 0) {
                break;
            }
            left -= read;
        }
        return n - left;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void verifyEnd() throws IOException {
        if (verified) {
            return;
        }
        if (count != expectedSize) {
            throw mismatch(count + " bytes");
        }
        Digest actual = Digest.of(expected.algorithm(), hash);
        if (!actual.equals(expected)) {
            throw mismatch(actual.toString());
        }
        verified = true;
    }

    private BlobMismatchException mismatch(String actual) {
        return new BlobMismatchException(
                "Reading " + source + ": expected " + expected + " of " + expectedSize + " bytes but found " + actual);
    }
}
