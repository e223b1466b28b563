package dev.dockdash.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What was measured about the JUnit extension.
 *
 * @param warm what classes took in a JVM that has run many like them
 * @param fresh what JVMs took that ran one class
 * @param classLoading what each of those JVMs did to load classes
 * @param steps what is done first in a fresh JVM, one after another
 * @param withoutContainers why no registry in a container was measured, empty if one was
 */
record JunitResult(
        Map<String, Samples> warm,
        Map<String, Samples> fresh,
        Map<String, ClassLoading> classLoading,
        List<Step> steps,
        String withoutContainers) {

    /**
     * A step.
     *
     * @param what what is done
     * @param seconds how long it takes
     * @param classLoading what of that is loading classes
     */
    record Step(String what, Samples seconds, ClassLoading classLoading) {}

    double warmMedian(String name) {
        return Objects.requireNonNull(warm.get(name), name).median();
    }

    ClassLoading loadingOf(String name) {
        return Objects.requireNonNull(classLoading.get(name), name);
    }

    /** Returns how many seconds more a JVM takes than one with an empty class. */
    double more(String name) {
        return Objects.requireNonNull(fresh.get(name), name).median()
                - Objects.requireNonNull(fresh.get(JunitRun.EMPTY), JunitRun.EMPTY)
                        .median();
    }
}
