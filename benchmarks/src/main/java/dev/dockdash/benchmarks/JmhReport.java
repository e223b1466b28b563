package dev.dockdash.benchmarks;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * What the document says about the JMH benchmarks.
 *
 * @param results what JMH measured
 */
record JmhReport(Collection<RunResult> results) implements Findings {

    @Override
    public List<Target> targets() {
        return List.of();
    }

    @Override
    public String sections() {
        return table().titled("JMH: one JVM for each figure");
    }

    private Table table() {
        Table table = Table.of("benchmark", "mode", "mean", "min", "max", "n", "unit");
        for (RunResult run : results) {
            Result<?> result = run.getPrimaryResult();
            String fixture =
                    Optional.ofNullable(run.getParams().getParam("fixture")).orElse("");
            table.row(
                    fixture.toLowerCase(Locale.ROOT) + " " + result.getLabel(),
                    run.getParams().getMode().shortLabel(),
                    Figures.number(result.getScore()),
                    Figures.number(result.getStatistics().getMin()),
                    Figures.number(result.getStatistics().getMax()),
                    String.valueOf(result.getSampleCount()),
                    result.getScoreUnit());
        }
        return table;
    }
}
