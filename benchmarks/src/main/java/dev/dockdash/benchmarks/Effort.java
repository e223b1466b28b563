package dev.dockdash.benchmarks;

import dev.dockdash.benchmarks.Race.Rounds;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How often things are repeated. */
enum Effort {
    /** Enough to see whether the targets are held. */
    QUICK(3, 1, 4, 4, 300),
    /** For the results that are kept. */
    FULL(7, 2, 1, 6, 1000);

    /** What takes milliseconds needs more runs, before it is compiled and to be told from noise. */
    private static final int SMALL_FACTOR = 50;

    private static final int REQUESTS = 2_000;
    private static final int TINY_COLD_FACTOR = 5;
    private static final int WARM_FACTOR = 5;

    /** So that the JVM is done with compiling: a build of microseconds takes thousands of runs for that. */
    private static final Map<Fixture, Integer> WARM_UPS = new EnumMap<>(
            Map.of(Fixture.TINY, 1_000, Fixture.BLOB, 1_000, Fixture.APP, 4 * WARM_FACTOR, Fixture.MANY, WARM_FACTOR));

    private final int rounds;
    private final int peerRounds;
    private final int gzipStride;
    private final int warmups;
    private final int jmhMillis;

    Effort(int rounds, int peerRounds, int gzipStride, int warmups, int jmhMillis) {
        this.rounds = rounds;
        this.peerRounds = peerRounds;
        this.gzipStride = gzipStride;
        this.warmups = warmups;
        this.jmhMillis = jmhMillis;
    }

    /**
     * Returns the effort of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    static Effort parse(String name) {
        return Arrays.stream(values())
                .filter(effort -> effort.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Running the benchmarks: expected one of " + List.of(values()) + " but was \"" + name + "\""));
    }

    /** Returns how often our cold build, the limit and the shell run. */
    Rounds cold(Fixture fixture) {
        return fixture == Fixture.TINY
                ? new Rounds(SMALL_FACTOR * warmups, TINY_COLD_FACTOR * rounds)
                : new Rounds(warmups, rounds);
    }

    /** Returns how often a peer's cold build runs: it takes long, and on blob it is warm from the fixtures before. */
    Rounds peerCold(Fixture fixture) {
        return switch (fixture) {
            case TINY -> cold(fixture);
            case BLOB, HALVES, HUGE -> new Rounds(0, peerRounds);
            case APP, MANY -> new Rounds(1, peerRounds);
        };
    }

    /** Returns how often a peer extracts a layer: as often as ours, since two of its runs differ by a twentieth. */
    Rounds peerExtraction() {
        return new Rounds(0, rounds);
    }

    /** Returns how often builds with nothing to do run. */
    Rounds warm(Fixture fixture) {
        int factor = fixture == Fixture.TINY || fixture == Fixture.BLOB ? SMALL_FACTOR : WARM_FACTOR;
        return new Rounds(WARM_UPS.getOrDefault(fixture, WARM_FACTOR) * warmups, factor * rounds);
    }

    /** Returns how often a peer's image is built with nothing to do: it copies the layer, so it takes longer. */
    Rounds peerImageWarm() {
        return new Rounds(1, rounds);
    }

    /** Tells whether Jib's whole build runs besides its layer step; on blob that is another half minute. */
    boolean buildsPeerImage(Fixture fixture) {
        return this == FULL || fixture != Fixture.BLOB;
    }

    /** Returns how many test classes with images run in one JVM. */
    Rounds testClasses() {
        return new Rounds(2 * SMALL_FACTOR * warmups, SMALL_FACTOR * rounds);
    }

    /** Returns how many JVMs are started that run one test class. */
    Rounds freshJvms() {
        return new Rounds(1, 2 * rounds + 1);
    }

    /** Returns how often a small request is made. */
    Rounds requests() {
        return new Rounds(REQUESTS, REQUESTS);
    }

    /** Returns that every which piece is compressed to compare gzip's levels. */
    int gzipStride() {
        return gzipStride;
    }

    /** Returns how long an iteration of JMH takes, and how many there are of it is {@link #jmhIterations}. */
    int jmhMillis() {
        return jmhMillis;
    }

    int jmhIterations() {
        return rounds;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
