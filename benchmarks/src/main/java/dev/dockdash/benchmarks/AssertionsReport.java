package dev.dockdash.benchmarks;

import java.util.List;

/**
 * What the document says about assertions.
 *
 * @param samples what each took
 */
record AssertionsReport(Samples samples) implements Findings {

    private static final double TARGET_SECONDS = 0.00005;
    private static final double MICROS = 1e6;

    @Override
    public List<Target> targets() {
        return List.of(Target.atMostSeconds(AssertionsRun.NAME, TARGET_SECONDS, samples.median()));
    }

    @Override
    public String sections() {
        return table().titled("Assertions");
    }

    private Table table() {
        return Table.of("what", "median µs", "max", "n")
                .row(
                        AssertionsRun.NAME,
                        Figures.number(samples.median() * MICROS),
                        Figures.number(samples.max() * MICROS),
                        String.valueOf(samples.count()));
    }
}
