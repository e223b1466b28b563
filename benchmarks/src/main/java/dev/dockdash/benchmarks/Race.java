package dev.dockdash.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Times contenders in turns, A, B, A, B, so that a machine that grows slower meanwhile does so for all. */
final class Race {

    private static final double NANOS = 1e9;

    private final Map<Contender, Rounds> contenders = new LinkedHashMap<>();

    /**
     * How often a contender runs.
     *
     * @param warmups runs before the first that counts
     * @param counted runs that count
     */
    record Rounds(int warmups, int counted) {}

    Race add(Contender contender, Rounds rounds) {
        contenders.put(contender, rounds);
        return this;
    }

    /** Runs all and returns what each took, in the order in which they were added. */
    Map<String, Samples> run() throws IOException {
        for (Map.Entry<Contender, Rounds> entry : contenders.entrySet()) {
            for (int i = 0; i < entry.getValue().warmups(); i++) {
                time(entry.getKey());
            }
        }
        Map<String, List<Double>> seconds = new LinkedHashMap<>();
        contenders.keySet().forEach(contender -> seconds.put(contender.name(), new ArrayList<>()));
        int most = contenders.values().stream().mapToInt(Rounds::counted).max().orElse(0);
        for (int round = 0; round < most; round++) {
            for (Map.Entry<Contender, Rounds> entry : contenders.entrySet()) {
                if (round < entry.getValue().counted()) {
                    Objects.requireNonNull(seconds.get(entry.getKey().name())).add(time(entry.getKey()));
                }
            }
        }
        Map<String, Samples> samples = new LinkedHashMap<>();
        seconds.forEach((name, values) -> samples.put(name, new Samples(values)));
        return samples;
    }

    private static double time(Contender contender) throws IOException {
        long start = System.nanoTime();
        contender.run();
        double seconds = (System.nanoTime() - start) / NANOS;
        contender.reset();
        return seconds;
    }
}
