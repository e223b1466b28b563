package dev.dockdash.layer;

import dev.dockdash.oci.Digest;
import dev.dockdash.oci.DigestAlgorithm;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A SHA-256 over a sequence of fields; whatever has a length is preceded by it, so that no field runs into the next. */
final class FieldHash {

    private static final int BUFFER_SIZE = 2 * 1024;

    private final MessageDigest hash = DigestAlgorithm.SHA256.newMessageDigest();
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_SIZE);

    FieldHash number(long number) {
        if (buffer.remaining() < Long.BYTES) {
            flush();
        }
        buffer.putLong(number);
        return this;
    }

    FieldHash text(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    FieldHash bytes(byte[] bytes) {
        number(bytes.length);
        if (buffer.remaining() < bytes.length) {
            flush();
        }
        if (buffer.remaining() < bytes.length) {
            hash.update(bytes);
        } else {
            buffer.put(bytes);
        }
        return this;
    }

    /** Returns the digest of all fields so far and starts anew. */
    Digest digest() {
        flush();
        return Digest.of(DigestAlgorithm.SHA256, hash);
    }

    private void flush() {
        hash.update(buffer.flip());
        buffer.clear();
    }
}
