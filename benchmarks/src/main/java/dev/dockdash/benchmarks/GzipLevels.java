package dev.dockdash.benchmarks;

import dev.dockdash.blob.Blob;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;

/**
 * Deflates pieces of a tar, each on its own as the layer writer does, at several levels in turns: every level sees a
 * piece before any sees the next one.
 */
final class GzipLevels {

    private static final int[] LEVELS = {1, 3, 6, 9};
    private static final int PIECE = 1 << 20;
    private static final double NANOS = 1e9;

    private final byte[] piece = new byte[PIECE];
    private final byte[] out = new byte[2 * PIECE];

    /**
     * What one level does.
     *
     * @param level the level
     * @param megabytesPerSecond uncompressed bytes per second of processor time, in 10^6
     * @param ratio uncompressed to compressed size
     */
    record Result(int level, double megabytesPerSecond, double ratio) {}

    /**
     * Measures all levels.
     *
     * @param stride that every which piece is taken; 1 for all
     */
    List<Result> measure(Blob tar, int stride) throws IOException {
        long[] nanos = new long[LEVELS.length];
        long[] written = new long[LEVELS.length];
        long total = 0;
        try (InputStream in = tar.open()) {
            long index = 0;
            for (int read = in.readNBytes(piece, 0, PIECE); read > 0; read = in.readNBytes(piece, 0, PIECE)) {
                if (index++ % stride == 0) {
                    total += read;
                    for (int i = 0; i < LEVELS.length; i++) {
                        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                        written[i] += deflate(LEVELS[i], read);
                        nanos[i] += ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
                    }
                }
            }
        }
        List<Result> results = new ArrayList<>();
        for (int i = 0; i < LEVELS.length; i++) {
            double seconds = nanos[i] / NANOS;
            results.add(new Result(LEVELS[i], total / seconds / 1e6, (double) total / written[i]));
        }
        return results;
    }

    private int deflate(int level, int count) {
        Deflater deflater = new Deflater(level, true);
        try {
            deflater.setInput(piece, 0, count);
            return deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
        } finally {
            deflater.end();
        }
    }
}
