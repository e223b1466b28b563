package dev.dockdash.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * All that was measured about jobs from end to end.
 *
 * @param app what building app, pushing it and pulling it back took each contender, empty without a registry
 * @param missing the programs that are not here
 * @param fresh what building and pushing tiny took JVMs from start to end
 * @param freshPeaks the most memory that any of those JVMs had, in bytes
 * @param memory how builds of each fixture went in JVMs of their own
 */
record JourneysResult(
        Map<String, Samples> app,
        List<String> missing,
        Map<String, Samples> fresh,
        Map<String, Long> freshPeaks,
        Map<Fixture, Map<String, MemoryCheck.Result>> memory) {

    double freshMedian(String name) {
        return Objects.requireNonNull(fresh.get(name), name).median();
    }
}
