package dev.dockdash.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;

/** Processor time of each stage of a build, taken by a thread that does one at a time. */
final class StageTimes {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final double NANOS = 1e9;

    private final Map<Stage, Double> seconds = new EnumMap<>(Stage.class);

    /** What a build does. */
    enum Stage {
        WALK("walk"),
        READ("read"),
        HEADERS("headers"),
        HASH_TAR("SHA-256 of tar"),
        ZSTD("zstd 3"),
        HASH_BLOB("SHA-256 of blob"),
        WRITE("write"),
        SECOND_LOOK("second look");

        /** What no build can leave out; that it makes sure that no file changed meanwhile is ours to want. */
        static final Set<Stage> LIMIT = EnumSet.complementOf(EnumSet.of(SECOND_LOOK));

        private final String title;

        Stage(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    /** A piece of work. */
    interface Work {
        void run() throws IOException;
    }

    /** Does a piece of work of a stage and adds the processor time that this thread took for it. */
    void time(Stage stage, Work work) throws IOException {
        long start = THREADS.getCurrentThreadCpuTime();
        work.run();
        add(stage, THREADS.getCurrentThreadCpuTime() - start);
    }

    /** Does a piece of work that returns a length, as {@link #time(Stage, Work)} does. */
    int measure(Stage stage, IntSupplier work) {
        long start = THREADS.getCurrentThreadCpuTime();
        int length = work.getAsInt();
        add(stage, THREADS.getCurrentThreadCpuTime() - start);
        return length;
    }

    /** Adds processor time of a stage. */
    void add(Stage stage, long nanos) {
        seconds.merge(stage, nanos / NANOS, Double::sum);
    }

    double seconds(Stage stage) {
        return seconds.getOrDefault(stage, 0.0);
    }

    /** Returns the sum of all stages. */
    double sum() {
        return sum(EnumSet.allOf(Stage.class));
    }

    /** Returns the sum of some stages. */
    double sum(Set<Stage> stages) {
        return stages.stream().mapToDouble(this::seconds).sum();
    }

    /** Returns the median of each stage. */
    static StageTimes median(Collection<StageTimes> runs) {
        StageTimes median = new StageTimes();
        for (Stage stage : Stage.values()) {
            Samples samples =
                    new Samples(runs.stream().map(times -> times.seconds(stage)).toList());
            median.seconds.put(stage, samples.median());
        }
        return median;
    }
}
