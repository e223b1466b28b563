package dev.dockdash.benchmarks;

import java.util.Map;

/**
 * What the document says about registries.
 *
 * @param result what was measured
 */
record RegistryReport(RegistryResult result) {

    private static final double MEGA = 1e6;

    /** Returns the table of transfers; the last column is how many times ours is faster, of the same direction. */
    Table transfers() {
        Table table = Table.of("registry", "contender", "median ms", "min", "max", "n", "MB/s", "ours");
        addRows(table, "embedded", result.embedded());
        addRows(table, DockerRegistry.PROGRAM, result.docker());
        result.missing().forEach(program -> table.row("", "no " + program + " here", "", "", "", "", "", ""));
        return table;
    }

    private void addRows(Table table, String registry, Map<String, Samples> contenders) {
        contenders.forEach((name, samples) -> {
            Samples own = contenders.get(ownBeside(name));
            table.row(
                    registry,
                    name,
                    Figures.millis(samples.median()),
                    Figures.millis(samples.min()),
                    Figures.millis(samples.max()),
                    String.valueOf(samples.count()),
                    Figures.number(result.bytes() / MEGA / samples.median()),
                    own == null ? "" : Figures.ratio(samples.median() / own.median()));
        });
    }

    private static String ownBeside(String name) {
        return name.startsWith(ToolPull.nameOf("")) ? ToolPull.nameOf(OwnClient.NAME) : ToolPush.nameOf(OwnClient.NAME);
    }

    /** Returns the table of what the embedded registry takes for small things. */
    Table answers() {
        Table table = Table.of("what", "median ms", "min", "max", "n");
        result.answers()
                .forEach((name, samples) -> table.row(
                        name,
                        Figures.millis(samples.median()),
                        Figures.millis(samples.min()),
                        Figures.millis(samples.max()),
                        String.valueOf(samples.count())));
        return table;
    }

    /** Returns the table of the JVM with little memory, and of the many images. */
    Table children() {
        return Table.of("what", "outcome", "push s", "pull s", "peak resident MB")
                .row(
                        "layer, both ends with " + RegistryRun.HEAP,
                        result.memory().outcome(),
                        Figures.number(result.memory().write()),
                        Figures.number(result.memory().read()),
                        Figures.megabytes(result.memory().peakResident()))
                .row(
                        ManyImagesChild.IMAGES + " images by " + ManyImagesChild.THREADS + " threads",
                        result.many().toString(),
                        Figures.number(result.many().push()),
                        Figures.number(result.many().pull()),
                        "");
    }
}
