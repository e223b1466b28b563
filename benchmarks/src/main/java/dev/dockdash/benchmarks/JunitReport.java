package dev.dockdash.benchmarks;

/**
 * What the document says about the JUnit extension.
 *
 * @param result what was measured
 */
record JunitReport(JunitResult result) {

    /** Returns the table of classes in a warm JVM, from their start until their test has what it asks for. */
    Table warm() {
        Table table = Table.of("what", "median ms", "min", "max", "n");
        result.warm()
                .forEach((name, samples) -> table.row(
                        name,
                        Figures.millis(samples.median()),
                        Figures.millis(samples.min()),
                        Figures.millis(samples.max()),
                        String.valueOf(samples.count())));
        return table;
    }

    /** Returns the table of fresh JVMs. */
    Table fresh() {
        Table table =
                Table.of("what", "median ms", "min", "max", "n", "more than empty", "classes", "loading them, ms");
        result.fresh()
                .forEach((name, samples) -> table.row(
                        name,
                        Figures.millis(samples.median()),
                        Figures.millis(samples.min()),
                        Figures.millis(samples.max()),
                        String.valueOf(samples.count()),
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
