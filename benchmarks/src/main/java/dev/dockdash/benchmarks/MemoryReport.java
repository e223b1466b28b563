package dev.dockdash.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the document says about builds with little memory.
 *
 * @param results how it went with each fixture
 */
record MemoryReport(Map<Fixture, MemoryCheck.Result> results) implements Findings {

    @Override
    public List<Target> targets() {
        List<Target> targets = new ArrayList<>();
        results.forEach((fixture, result) ->
                targets.add(Target.ok(fixture.label() + " built and read with " + MemoryCheck.HEAP, result)));
        return targets;
    }

    @Override
    public String sections() {
        return table().titled("Memory: child JVMs with " + MemoryCheck.HEAP);
    }

    private Table table() {
        Table table = Table.of("fixture", "outcome", "build s", "read back s", "peak resident MB");
        results.forEach((fixture, result) -> table.row(
                fixture.label(),
                result.outcome(),
                Figures.number(result.write()),
                Figures.number(result.read()),
                Figures.megabytes(result.peakResident())));
        return table;
    }
}
