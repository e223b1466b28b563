package dev.dockdash.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** An endless stream of bytes that a seed decides, of a kind that compresses like something real. */
final class SeededBytes {

    /** How well the bytes compress. */
    enum Kind {
        /** Random bytes: not at all, like media and archives. */
        RANDOM,
        /** Phrases from a fixed stock: well, like sources and configuration. */
        TEXT,
        /** Runs of phrases and runs of random bytes: to about half, like a program with its resources. */
        MIXED
    }

    /** So few that all of them lie within the 32 KiB that gzip looks back. */
    private static final int STOCK = 512;

    private static final int SHORTEST_PHRASE = 8;
    private static final int LONGEST_PHRASE = 40;
    private static final int SHORTEST_RUN = 64;
    private static final int LONGEST_RUN = 4096;
    private static final double NOISY_RUNS = 0.45;

    private final SplittableRandom random;
    private final byte[][] phrases = new byte[STOCK][];

    SeededBytes(long seed) {
        this.random = new SplittableRandom(seed);
        for (int i = 0; i < STOCK; i++) {
            phrases[i] = phrase(random);
        }
    }

    /** Fills the start of a buffer with the next bytes. */
    void fill(byte[] buffer, int count, Kind kind) {
        switch (kind) {
            case RANDOM -> fillWithNoise(buffer, 0, count);
            case TEXT -> fillWithPhrases(buffer, 0, count);
            case MIXED -> fillWithRuns(buffer, count);
        }
    }

    private void fillWithRuns(byte[] buffer, int count) {
        int position = 0;
        while (position < count) {
            int end = Math.min(count, position + random.nextInt(SHORTEST_RUN, LONGEST_RUN + 1));
            if (random.nextDouble() < NOISY_RUNS) {
                fillWithNoise(buffer, position, end);
            } else {
                fillWithPhrases(buffer, position, end);
            }
            position = end;
        }
    }

    private void fillWithPhrases(byte[] buffer, int from, int to) {
        int position = from;
        while (position < to) {
            // The smaller of two: some phrases are common and others rare, as in any language.
            byte[] phrase = phrases[Math.min(random.nextInt(STOCK), random.nextInt(STOCK))];
            int length = Math.min(phrase.length, to - position);
            System.arraycopy(phrase, 0, buffer, position, length);
            position += length;
        }
    }

    private void fillWithNoise(byte[] buffer, int from, int to) {
        long noise = 0;
        for (int i = from; i < to; i++) {
            noise = (i - from) % Long.BYTES == 0 ? random.nextLong() : noise >>> Byte.SIZE;
            buffer[i] = (byte) noise;
        }
    }

    private static byte[] phrase(SplittableRandom random) {
        StringBuilder phrase = new StringBuilder();
        for (int left = random.nextInt(SHORTEST_PHRASE, LONGEST_PHRASE + 1); left > 0; left--) {
            phrase.append(random.nextInt(6) == 0 ? ' ' : (char) ('a' + random.nextInt(26)));
        }
        return phrase.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
