package dev.dockdash.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** An endless stream of bytes that a seed decides, of a kind that compresses like something real. */
final class SeededBytes {

    /** How well the bytes compress. */
    enum Kind {
        /** Random bytes: not at all, like media and archives. */
        RANDOM,
        /** Words from a vocabulary: well, like sources and configuration. */
        TEXT,
        /** Words, and as many random bytes between them: to about half, like machine code. */
        MIXED
    }

    private static final int VOCABULARY = 2048;
    private static final int LONGEST_WORD = 12;
    private static final int LONGEST_NOISE = 5;

    private final SplittableRandom random;
    private final byte[][] words = new byte[VOCABULARY][];

    SeededBytes(long seed) {
        this.random = new SplittableRandom(seed);
        for (int i = 0; i < VOCABULARY; i++) {
            words[i] = word(random);
        }
    }

    /** Fills the start of a buffer with the next bytes. */
    void fill(byte[] buffer, int count, Kind kind) {
        switch (kind) {
            case RANDOM -> random.nextBytes(buffer);
            case TEXT -> fillWithWords(buffer, count, 0);
            case MIXED -> fillWithWords(buffer, count, LONGEST_NOISE);
        }
    }

    private void fillWithWords(byte[] buffer, int count, int longestNoise) {
        int position = 0;
        while (position < count) {
            byte[] word = words[Math.min(random.nextInt(VOCABULARY), random.nextInt(VOCABULARY))];
            int length = Math.min(word.length, count - position);
            System.arraycopy(word, 0, buffer, position, length);
            position += length;
            long noise = random.nextLong();
            int end = Math.min(count, position + (longestNoise == 0 ? 0 : (int) (noise & 7) % (longestNoise + 1)));
            while (position < end) {
                noise >>>= Byte.SIZE;
                buffer[position++] = (byte) noise;
            }
        }
    }

    private static byte[] word(SplittableRandom random) {
        StringBuilder word = new StringBuilder(" ");
        for (int left = random.nextInt(2, LONGEST_WORD); left > 0; left--) {
            word.append((char) ('a' + random.nextInt(26)));
        }
        return word.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
