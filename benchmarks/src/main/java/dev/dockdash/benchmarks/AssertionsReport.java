package dev.dockdash.benchmarks;

import java.util.List;

/**
 * What the document says about assertions.
 *
 * @param samples what each took
 * @param page the report of an image
 */
record AssertionsReport(Samples samples, ImagePage page) implements Findings {

    private static final double TARGET_SECONDS = 0.00005;
    private static final double MICROS = 1e6;

    @Override
    public List<Target> targets() {
        return List.of(Target.atMostSeconds(AssertionsRun.NAME, TARGET_SECONDS, samples.median()));
    }

    @Override
    public String sections() {
        return table().titled("Assertions") + "\n" + pageTable().titled("Report of an image");
    }

    private Table table() {
        return Table.of("what", "median µs", "max", "n")
                .row(
                        AssertionsRun.NAME,
                        Figures.number(samples.median() * MICROS),
                        Figures.number(samples.max() * MICROS),
                        String.valueOf(samples.count()));
    }

    private Table pageTable() {
        return Table.of("what", "median ms", "min", "max", "n", "page MB")
                .row(List.of(ImagePage.NAME), page.samples(), Figures.megabytes(page.bytes()));
    }
}
