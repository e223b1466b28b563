package dev.dockdash.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * All that was measured over one fixture.
 *
 * @param fixture the fixture
 * @param sizes the lengths of its layer
 * @param stages the processor time of each stage
 * @param limit the sum of the stages of the limit divided by the cores, in each run
 * @param limitWithSecondLook the sum of all stages likewise
 * @param processorTimePerCore the processor time that our cold builds took, divided by the cores
 * @param cold what each contender took with an empty cache
 * @param warm what each contender took with nothing changed
 * @param gzip what each level of gzip does, empty if not measured
 * @param others what other programs took of the machine meanwhile, in percent
 */
record FixtureResult(
        Fixture fixture,
        Sizes sizes,
        StageTimes stages,
        Samples limit,
        Samples limitWithSecondLook,
        Samples processorTimePerCore,
        Map<String, Samples> cold,
        Map<String, Samples> warm,
        List<GzipLevels.Result> gzip,
        OptionalDouble others) {

    /**
     * Lengths of a layer in bytes.
     *
     * @param tar uncompressed
     * @param zstd compressed with zstd
     * @param gzip compressed with gzip
     */
    record Sizes(long tar, long zstd, long gzip) {}

    double coldMedian(String contender) {
        return median(cold, contender);
    }

    double warmMedian(String contender) {
        return median(warm, contender);
    }

    private static double median(Map<String, Samples> samples, String contender) {
        return Objects.requireNonNull(samples.get(contender), contender).median();
    }
}
