package dev.dockdash.layer;

import dev.dockdash.blob.Blob;
import dev.dockdash.blob.BlobMismatchException;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The hashes of a blob from its start to the end of each of its steps, the last of which may be shorter: what tells as soon
 * as a step is read that it and all before it are what they were. Immutable.
 */
final class PrefixHashes {

    /** How long a step is: so much is read for the smallest of contents. */
    static final int STEP = 256 * 1024;

    /** One hash after the other. */
    private final byte[] hashes;

    private final int length;

    private PrefixHashes(byte[] hashes, int length) {
        this.hashes = hashes;
        this.length = length;
    }

    void write(DataOutputStream out) throws IOException {
        out.writeByte(length);
        out.writeInt(count());
        out.write(hashes);
    }

    static PrefixHashes read(DataInputStream in) throws IOException {
        int length = in.readUnsignedByte();
        long size = (long) length * in.readInt();
        if (size < 0 || size > Integer.MAX_VALUE) {
            throw new IOException("Not a number of hashes");
        }
        byte[] hashes = in.readNBytes((int) size);
        if (hashes.length < size) {
            throw new IOException("An index ends within its hashes");
        }
        return new PrefixHashes(hashes, length);
    }

    private int count() {
        return length == 0 ? 0 : hashes.length / length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PrefixHashes prefixes
                && length == prefixes.length
                && Arrays.equals(hashes, prefixes.hashes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hashes);
    }

    /** What becomes of the hashes of a blob that is read. */
    interface Check {

        /**
         * Takes the hash of all bytes up to the end of a step.
         *
         * @param step the number of the step
         * @throws BlobMismatchException if it is another than it was
         */
        void step(int step, byte[] hash) throws BlobMismatchException;

        /**
         * Takes the end of the blob.
         *
         * @param size how many bytes there were
         * @param hash that of all of them
         * @throws BlobMismatchException if they are not all of the blob
         */
        void end(long size, byte[] hash) throws BlobMismatchException;
    }

    /** Returns a check of a blob by these hashes, which passes no step that is another than it was. */
    Check check(Blob blob) {
        return new Check() {
            @Override
            public void step(int step, byte[] hash) throws BlobMismatchException {
                if (step >= count()
                        || !Arrays.equals(hash, 0, hash.length, hashes, step * length, (step + 1) * length)) {
                    throw new BlobMismatchException("Reading " + blob + ": expected the bytes that were there when the "
                            + "layer was read first, but found others between the bytes " + (long) step * STEP + " and "
                            + (step + 1L) * STEP);
                }
            }

            @Override
            public void end(long size, byte[] hash) throws BlobMismatchException {
                requireBlob(blob, size, hash);
            }
        };
    }

    private static void requireBlob(Blob blob, long size, byte[] hash) throws BlobMismatchException {
        String hex = HexFormat.of().formatHex(hash);
        if (size != blob.size() || !hex.equals(blob.digest().hex())) {
            String found = size == blob.size() ? blob.digest().algorithm().id() + ":" + hex : size + " bytes";
            throw new BlobMismatchException("Reading " + blob + ": expected " + blob.digest() + " of " + blob.size()
                    + " bytes but found " + found);
        }
    }

    /** Collects the hashes of a blob, which has the right ones if its digest and size are right in the end. */
    static final class Recorder implements Check {

        private final Blob blob;
        private final ByteArrayOutputStream hashes = new ByteArrayOutputStream();
        private int length;

        Recorder(Blob blob) {
            this.blob = blob;
        }

        @Override
        public void step(int step, byte[] hash) throws BlobMismatchException {
            if ((long) step * STEP >= blob.size()) {
                throw new BlobMismatchException("Reading " + blob + ": expected " + blob.digest() + " of " + blob.size()
                        + " bytes but found more than " + blob.size() + " bytes");
            }
            length = hash.length;
            hashes.writeBytes(hash);
        }

        @Override
        public void end(long size, byte[] hash) throws BlobMismatchException {
            requireBlob(blob, size, hash);
        }

        PrefixHashes toHashes() {
            return new PrefixHashes(hashes.toByteArray(), length);
        }
    }
}
