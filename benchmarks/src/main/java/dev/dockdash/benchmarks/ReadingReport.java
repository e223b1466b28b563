package dev.dockdash.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the document says about reading.
 *
 * @param result what was measured
 */
record ReadingReport(ReadingResult result) implements Findings {

    private static final double FIRST_QUESTION_TO_FLOOR = 1.3;
    private static final double SECOND_QUESTION_SECONDS = 0.001;
    private static final double MIDDLE_TO_FLOOR = 1.05;
    private static final double EXTRACTION_AGAINST_PEER = 3;
    private static final double EXTRACTION_TO_PLAIN = 1.4;

    @Override
    public List<Target> targets() {
        List<Target> targets = new ArrayList<>();
        double first = result.questionMedian(Question.FIRST);
        targets.add(Target.atMost(
                Question.FIRST + " / " + DecompressAndHash.NAME,
                FIRST_QUESTION_TO_FLOOR,
                first / result.questionMedian(DecompressAndHash.NAME)));
        targets.add(
                Target.atMostSeconds(Question.SECOND, SECOND_QUESTION_SECONDS, result.questionMedian(Question.SECOND)));
        targets.add(Target.atMost(
                MiddleFile.NAME + " / " + PlainDecompression.NAME,
                MIDDLE_TO_FLOOR,
                result.questionMedian(MiddleFile.NAME) / result.questionMedian(PlainDecompression.NAME)));
        result.extractions().forEach((fixture, samples) -> {
            String name = fixture.label() + " extracted";
            double own = ReadingResult.median(samples, ReadingRun.EXTRACTION);
            targets.add(Target.atMost(
                    name + " / " + ReadingRun.PLAIN,
                    EXTRACTION_TO_PLAIN,
                    own / ReadingResult.median(samples, ReadingRun.PLAIN)));
            Samples peer = samples.get(ReadingRun.UMOCI);
            if (peer != null) {
                double cold = ReadingResult.median(samples, ReadingRun.COLD_EXTRACTION);
                targets.add(Target.atLeast(
                        name + ", " + ReadingRun.UMOCI + " / ours, never read before",
                        EXTRACTION_AGAINST_PEER,
                        peer.median() / cold));
            }
        });
        result.missing().forEach(program -> targets.add(Target.missing(program)));
        result.memory()
                .forEach((fixture, memory) -> targets.add(
                        Target.ok(fixture.label() + " asked and extracted with " + MemoryCheck.HEAP, memory)));
        return targets;
    }

    @Override
    public String sections() {
        return String.join(
                "\n",
                questions().titled("Reading: questions about a zstd layer of 512 MiB"),
                extractions().titled("Reading: extraction of gzip layers"),
                "`" + ReadingRun.EXTRACTION
                        + "` has read the layer before, as anybody has who asked something of"
                        + " it; what never did\nkeeps the contents while it reads the entries."
                        + " Ours = how many times the former is faster.\n",
                memory().titled("Reading: child JVMs with " + MemoryCheck.HEAP));
    }

    /** Returns the table of answers about one layer. */
    Table questions() {
        Table table = Table.of("what", "median ms", "min", "max", "n");
        result.questions().forEach((name, samples) -> table.row(List.of(name), samples));
        return table;
    }

    /** Returns the table of extractions. */
    Table extractions() {
        Table table = Table.of("fixture", "contender", "median ms", "min", "max", "n", "ours");
        result.extractions().forEach((fixture, contenders) -> {
            double own = ReadingResult.median(contenders, ReadingRun.EXTRACTION);
            contenders.forEach((name, samples) ->
                    table.row(List.of(fixture.label(), name), samples, Figures.ratio(samples.median() / own)));
        });
        result.missing().forEach(program -> table.row("", "no " + program + " here", "", "", "", "", ""));
        return table;
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
