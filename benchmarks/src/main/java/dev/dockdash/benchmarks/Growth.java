package dev.dockdash.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/** In which way a job grows, how far, and how fast its time may grow with it. */
enum Growth {
    FILES("files of 1 KiB in a layer", Growth.LINEAR, 50_000),
    SIZE("bytes of the one file in a layer", Growth.LINEAR, 1L << 29),
    LAYERS("layers of an image, built and pushed to the embedded registry", Growth.LINEAR, 64),
    THREADS("threads that build 256 layers of 16 KiB together", Growth.CONSTANT, 16),
    LISTING("tags of a repository, all listed", Growth.LINEAR, 10_000),
    PULL("tags of a repository, one pulled", Growth.CONSTANT, 10_000);

    /** The exponent of what grows linearly, and what a machine's speed adds to it. */
    private static final double LINEAR = 1.1;
    /** The exponent of what does not grow, likewise. */
    private static final double CONSTANT = 0.2;

    private static final long KIBI = 1 << 10;
    private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB");

    private final String title;
    private final double bound;
    private final long quickEnd;

    Growth(String title, double bound, long quickEnd) {
        this.title = title;
        this.bound = bound;
        this.quickEnd = quickEnd;
    }

    /** Returns what there is more and more of. */
    String title() {
        return title;
    }

    /** Returns the most that the exponent of our time may be. */
    double bound() {
        return bound;
    }

    /** Returns how large the job becomes, from the smallest to the largest. */
    List<Long> sizes(Effort effort) {
        return sizes().filter(size -> effort == Effort.FULL || size <= quickEnd)
                .boxed()
                .toList();
    }

    private LongStream sizes() {
        return switch (this) {
            case FILES -> LongStream.of(1, 10, 100, 1_000, 10_000, 50_000, 200_000);
            case SIZE -> LongStream.of(10, 14, 18, 22, 26, 29, 31, 33).map(power -> 1L << power);
            case LAYERS -> LongStream.of(1, 2, 4, 8, 16, 32, 64);
            case THREADS -> LongStream.of(1, 2, 4, 8, 16);
            case LISTING, PULL -> LongStream.of(1, 10, 100, 1_000, 10_000, 100_000);
        };
    }

    /** Returns a size as the tables show it. */
    String label(long size) {
        return this == SIZE ? bytes(size) : String.format(Locale.ROOT, "%,d", size);
    }

    private static String bytes(long size) {
        long left = size;
        int unit = 0;
        while (left >= KIBI && left % KIBI == 0) {
            left /= KIBI;
            unit++;
        }
        return left + " " + UNITS.get(unit);
    }
}
