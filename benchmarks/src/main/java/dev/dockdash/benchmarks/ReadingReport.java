package dev.dockdash.benchmarks;

import java.util.Map;

/**
 * What the document says about reading.
 *
 * @param result what was measured
 */
record ReadingReport(ReadingResult result) {

    /** Returns the table of answers about one layer. */
    Table questions() {
        Table table = Table.of("what", "median ms", "min", "max", "n");
        result.questions().forEach((name, samples) -> table.row(cells(name, samples)));
        return table;
    }

    /** Returns the table of extractions. */
    Table extractions() {
        Table table = Table.of("fixture", "contender", "median ms", "min", "max", "n", "ours");
        result.extractions().forEach((fixture, contenders) -> {
            double own = ReadingResult.median(contenders, ReadingRun.EXTRACTION);
            contenders.forEach((name, samples) -> {
                String[] cells = cells(name, samples);
                table.row(
                        fixture.label(),
                        cells[0],
                        cells[1],
                        cells[2],
                        cells[3],
                        cells[4],
                        Figures.ratio(samples.median() / own));
            });
        });
        result.missing().forEach(program -> table.row("", "no " + program + " here", "", "", "", "", ""));
        return table;
    }

    private static String[] cells(String name, Samples samples) {
        return new String[] {
            name,
            Figures.millis(samples.median()),
            Figures.millis(samples.min()),
            Figures.millis(samples.max()),
            String.valueOf(samples.count())
        };
    }

    /** Returns the table of the JVMs with little memory. */
    Table memory() {
        Table table = Table.of("fixture", "outcome", "first question s", "extraction s", "peak resident MB");
        for (Map.Entry<Fixture, MemoryCheck.Result> entry : result.memory().entrySet()) {
            MemoryCheck.Result memory = entry.getValue();
            table.row(
                    entry.getKey().label(),
                    memory.outcome(),
                    Figures.number(memory.write()),
                    Figures.number(memory.read()),
                    Figures.megabytes(memory.peakResident()));
        }
        return table;
    }
}
