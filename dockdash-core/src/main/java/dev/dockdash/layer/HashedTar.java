package dev.dockdash.layer;

import dev.dockdash.oci.DigestAlgorithm;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A tar whose bytes are hashed as they are read, skipped ones too, so that its hash up to any byte can be told. */
class HashedTar extends FilterInputStream {

    private static final int BUFFER_SIZE = 64 * 1024;

    private final MessageDigest hash;

    HashedTar(InputStream tar, DigestAlgorithm algorithm) {
        super(tar);
        this.hash = algorithm.newMessageDigest();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        if (read > 0) {
            hash.update(buffer, offset, read);
        }
        return read;
    }

    @Override
    public long skip(long n) throws IOException {
        long left = n;
        byte[] buffer = new byte[(int) Math.min(n, BUFFER_SIZE)];
        while (left > 0) {
            int read = read(buffer, 0, (int) Math.min(left, buffer.length));
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

    /** Returns the hash of all bytes so far, each byte of it as a character of Latin-1: half as large as hexadecimal. */
    String hashSoFar() {
        return new String(copyOfHash().digest(), StandardCharsets.ISO_8859_1);
    }

    /** Returns the state of the hash, to be ended without ending that of this stream. */
    MessageDigest copyOfHash() {
        try {
            return (MessageDigest) hash.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("The provider of " + hash.getAlgorithm() + " cannot copy its state", e);
        }
    }
}
