package dev.dockdash.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * All that was measured about registries.
 *
 * @param bytes the length of the layer that was moved
 * @param embedded what moving it to and from the embedded registry took, and the least that either end does
 * @param docker what moving it to and from docker-registry took each tool, empty without that program
 * @param missing the programs that are not here
 * @param answers how fast the embedded registry starts and answers
 * @param memory how it went in a JVM with little memory
 * @param many how it went with many images
 */
record RegistryResult(
        long bytes,
        Map<String, Samples> embedded,
        Map<String, Samples> docker,
        List<String> missing,
        Map<String, Samples> answers,
        MemoryCheck.Result memory,
        ManyImages.Result many) {

    double embeddedMedian(String contender) {
        return median(embedded, contender);
    }

    double answerMedian(String contender) {
        return median(answers, contender);
    }

    private static double median(Map<String, Samples> samples, String contender) {
        return Objects.requireNonNull(samples.get(contender), contender).median();
    }
}
