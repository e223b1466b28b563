package dev.dockdash.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * What the document says about jobs from end to end.
 *
 * @param result what was measured
 */
record JourneysReport(JourneysResult result) implements Findings {

    private static final double APP_AGAINST_PEER = 2;
    private static final double FRESH_TO_PEER = 0.6;

    @Override
    public List<Target> targets() {
        List<Target> targets = new ArrayList<>();
        Samples own = result.app().get(OwnClient.NAME);
        Samples peer = result.app().get(AppJourney.PEER);
        if (own != null && peer != null) {
            targets.add(Target.atLeast(
                    "app built, pushed and pulled, " + AppJourney.PEER + " / ours",
                    APP_AGAINST_PEER,
                    peer.median() / own.median()));
        }
        result.missing().forEach(program -> targets.add(Target.missing(program)));
        targets.add(Target.atMost(
                "tiny built and pushed in a fresh JVM, ours / " + JourneysRun.JIB,
                FRESH_TO_PEER,
                result.freshMedian(OwnClient.NAME) / result.freshMedian(JourneysRun.JIB)));
        result.memory()
                .forEach((fixture, results) -> results.forEach((name, memory) -> {
                    if (name.startsWith(OwnClient.NAME)) {
                        targets.add(Target.ok(fixture.label() + " built, " + name, memory));
                    }
                }));
        return targets;
    }

    @Override
    public String sections() {
        return String.join(
                "\n",
                app().titled("Journeys: app built, pushed to docker-registry and pulled back"),
                """
                Ours in a warm JVM; the programs are started for each step. Ours writes a zstd layer, and pushes it while it is
                built unless the row says otherwise; umoci writes a gzip one. What curl takes with a layer that is built
                already is what the registry takes of everybody.
                """,
                fresh().titled("Journeys: a fresh JVM builds tiny and pushes it to the embedded registry"),
                "From the start of the JVM to its end. How class data is archived is told in README.md.\n",
                memory().titled("Journeys: layers built in JVMs of their own"),
                "The peak is of the whole process. Jib's JVM chooses its heap by itself.\n");
    }

    private Table app() {
        Table table = Table.of("contender", "median ms", "min", "max", "n", "ours");
        Samples own = result.app().get(OwnClient.NAME);
        result.app()
                .forEach((name, samples) -> table.row(
                        List.of(name), samples, own == null ? "" : Figures.ratio(samples.median() / own.median())));
        result.missing().forEach(program -> table.row("no " + program + " here", "", "", "", "", ""));
        return table;
    }

    private Table fresh() {
        Table table = Table.of("contender", "median ms", "min", "max", "n", "ours", "peak resident MB");
        double own = result.freshMedian(OwnClient.NAME);
        result.fresh()
                .forEach((name, samples) -> table.row(
                        List.of(name),
                        samples,
                        Figures.ratio(samples.median() / own),
                        Figures.megabytes(result.freshPeaks().getOrDefault(name, 0L))));
        return table;
    }

    private Table memory() {
        Table table = Table.of("fixture", "contender", "outcome", "build s", "peak resident MB");
        result.memory()
                .forEach((fixture, results) -> results.forEach((name, memory) -> table.row(
                        fixture.label(),
                        name,
                        memory.outcome(),
                        Figures.number(memory.write()),
                        Figures.megabytes(memory.peakResident()))));
        return table;
    }
}
