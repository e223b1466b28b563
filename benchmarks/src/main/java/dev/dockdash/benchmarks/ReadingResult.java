package dev.dockdash.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * All that was measured about reading.
 *
 * @param questions what answers about one layer took, and the least that they can take
 * @param extractions what extracting each fixture took each contender
 * @param missing the programs that are not here
 * @param memory how it went with each fixture in a JVM with little memory
 */
record ReadingResult(
        Map<String, Samples> questions,
        Map<Fixture, Map<String, Samples>> extractions,
        List<String> missing,
        Map<Fixture, MemoryCheck.Result> memory) {

    double questionMedian(String name) {
        return median(questions, name);
    }

    static double median(Map<String, Samples> samples, String name) {
        return Objects.requireNonNull(samples.get(name), name).median();
    }
}
