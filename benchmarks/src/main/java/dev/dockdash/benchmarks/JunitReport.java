package dev.dockdash.benchmarks;

import java.util.List;

/**
 * What the document says about the JUnit extension.
 *
 * @param result what was measured
 */
record JunitReport(JunitResult result) implements Findings {

    private static final double FIRST_IMAGE_SECONDS = 0.005;
    private static final double SECOND_IMAGE_SECONDS = 0.001;
    private static final double FRESH_MORE_SECONDS = 0.7;

    @Override
    public List<Target> targets() {
        return List.of(
                Target.atMostSeconds(
                        "warm JVM, " + JunitRun.FIRST, FIRST_IMAGE_SECONDS, result.warmMedian(JunitRun.FIRST)),
                Target.atMostSeconds(
                        "warm JVM, " + JunitRun.SECOND, SECOND_IMAGE_SECONDS, result.warmMedian(JunitRun.SECOND)),
                Target.atMostSeconds(
                        "fresh JVM, " + JunitRun.FIRST + ", more than " + JunitRun.EMPTY,
                        FRESH_MORE_SECONDS,
                        result.more(JunitRun.FIRST)));
    }

    @Override
    public String sections() {
        return String.join(
                "\n",
                warm().titled("JUnit: classes in a warm JVM, from their start to what is injected"),
                fresh().titled("JUnit: a fresh JVM with one class, from its start to its end"),
                "The time of class loading is that of the last run, the sum over threads.\n",
                steps().titled("JUnit: the first steps in a fresh JVM, one after another"),
                "The extension makes the client while it builds the image.\n");
    }

    /** Returns the table of classes in a warm JVM, from their start until their test has what it asks for. */
    Table warm() {
        Table table = Table.of("what", "median ms", "min", "max", "n");
        result.warm().forEach((name, samples) -> table.row(List.of(name), samples));
        return table;
    }

    /** Returns the table of fresh JVMs. */
    Table fresh() {
        Table table =
                Table.of("what", "median ms", "min", "max", "n", "more than empty", "classes", "loading them, ms");
        result.fresh()
                .forEach((name, samples) -> table.row(
                        List.of(name),
                        samples,
                        Figures.millis(result.more(name)),
                        String.valueOf(result.loadingOf(name).classes()),
                        String.valueOf(result.loadingOf(name).millis())));
        if (!result.withoutContainers().isEmpty()) {
            table.row(JunitRun.CONTAINER, "not run: " + result.withoutContainers(), "", "", "", "", "", "");
        }
        return table;
    }

    /** Returns the table of the first steps in a fresh JVM. */
    Table steps() {
        Table table = Table.of("step", "median ms", "min", "max", "classes", "loading them, ms");
        result.steps()
                .forEach(step -> table.row(
                        step.what(),
                        Figures.millis(step.seconds().median()),
                        Figures.millis(step.seconds().min()),
                        Figures.millis(step.seconds().max()),
                        String.valueOf(step.classLoading().classes()),
                        String.valueOf(step.classLoading().millis())));
        return table;
    }
}
