package dev.dockdash.benchmarks;

import dev.dockdash.oci.Digest;
import dev.dockdash.oci.DigestAlgorithm;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/** The least that either end of a transfer does: one SHA-256 pass and one file write of the bytes of a file. */
final class HashAndWrite implements Contender {

    static final String NAME = "SHA-256 and write";

    private static final int BUFFER_SIZE = 256 << 10;

    private final Path source;
    private final Digest expected;
    private final Path target;

    /**
     * Prepares a run.
     *
     * @param expected the digest of the source
     * @param folder where the file is written
     */
    HashAndWrite(Path source, Digest expected, Path folder) {
        this.source = source;
        this.expected = expected;
        this.target = folder.resolve("hash-and-write");
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run() throws IOException {
        MessageDigest hash = DigestAlgorithm.SHA256.newMessageDigest();
        byte[] buffer = new byte[BUFFER_SIZE];
        try (InputStream in = Files.newInputStream(source);
                OutputStream out = Files.newOutputStream(target)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                hash.update(buffer, 0, read);
                out.write(buffer, 0, read);
            }
        }
        Digest actual = Digest.of(DigestAlgorithm.SHA256, hash);
        if (!actual.equals(expected)) {
            throw new IOException("Hashing " + source + ": expected " + expected + " but was " + actual);
        }
    }

    @Override
    public void reset() throws IOException {
        Files.delete(target);
    }
}
