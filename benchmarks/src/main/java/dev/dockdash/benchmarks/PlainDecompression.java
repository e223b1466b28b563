package dev.dockdash.benchmarks;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Decompresses the start of a zstd file, or all of it, and does nothing with it. */
final class PlainDecompression implements Contender {

    static final String NAME = "decompression up to it";

    private static final int BUFFER_SIZE = 256 << 10;

    private final Path blob;
    private final long length;

    /**
     * Prepares a run.
     *
     * @param length how many decompressed bytes there are to read
     */
    PlainDecompression(Path blob, long length) {
        this.blob = blob;
        this.length = length;
    }

    static InputStream open(Path blob) throws IOException {
        return new ZstdInputStreamNoFinalizer(new BufferedInputStream(Files.newInputStream(blob), BUFFER_SIZE));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run() throws IOException {
        byte[] buffer = new byte[BUFFER_SIZE];
        try (InputStream in = open(blob)) {
            long left = length;
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    throw new IOException("Decompressing " + blob + ": it ends " + left + " bytes too early");
                }
                left -= read;
            }
        }
    }
}
