package dev.dockdash.benchmarks;

import dev.dockdash.benchmarks.StageTimes.Stage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * The results as a Markdown document.
 *
 * @param machine what it ran on, one line of a list each
 * @param fixtures what was measured over each fixture
 * @param memory how builds with little memory went
 * @param registry what was measured about registries, if it was
 * @param reading what was measured about reading, if it was
 * @param junit what was measured about the JUnit extension, if it was
 * @param assertions what assertions took, if it was measured
 * @param jmh what JMH measured
 */
record Report(
        List<String> machine,
        List<FixtureResult> fixtures,
        Map<Fixture, MemoryCheck.Result> memory,
        Optional<RegistryResult> registry,
        Optional<ReadingResult> reading,
        Optional<JunitResult> junit,
        Optional<Samples> assertions,
        Collection<RunResult> jmh) {

    private static final String MILLIS = "median ms";
    private static final double MICROS = 1e6;

    @Override
    public String toString() {
        return String.join(
                "\n",
                "# Results",
                "",
                "Made by one run; see README.md. Contenders took turns, so drift of the machine hits all of them.",
                "",
                list(machine),
                section("Targets", targets()),
                section("Fixtures", layers()),
                section("Cold: empty cache, warm JVM", cold()),
                "`limit` is the processor time of the stages below, divided by the cores. `shell` is tar, both SHA-256 and"
                        + " zstd -3 -T2.\n`Jib, layer step` lists the files and writes a gzip layer into Jib's cache, as"
                        + " dockdash does; `Jib, image to tar`\nis Jib's public API: the same, and an image tar. Ours ="
                        + " how many times our zstd build is faster.\n",
                section("Limit: processor time of each stage alone, ms", stages()),
                section("Warm: nothing changed, caches kept", warm()),
                section("gzip levels: each MiB on its own, as the layer writer does", gzip()),
                section("Memory: child JVMs with " + MemoryCheck.HEAP, memoryTable()),
                registrySections(),
                readingSections(),
                junitSections(),
                assertions
                        .map(samples -> section("Assertions", assertionsTable(samples)))
                        .orElse(""),
                section("JMH: one JVM for each figure", jmhTable()));
    }

    private String registrySections() {
        return registry.map(RegistryReport::new)
                .map(report -> String.join(
                        "\n",
                        section("Registry: one layer, as long as its fixture", report.transfers()),
                        "Ours and skopeo move the image, and skopeo is started each time; the others move the layer"
                                + " alone. Ours = how many\ntimes our client is faster in that direction.\n",
                        section("Registry: small things", report.answers()),
                        section("Registry: child JVMs", report.children())))
                .orElse("");
    }

    private String readingSections() {
        return reading.map(ReadingReport::new)
                .map(report -> String.join(
                        "\n",
                        section("Reading: questions about a zstd layer of 512 MiB", report.questions()),
                        section("Reading: extraction of gzip layers", report.extractions()),
                        "`" + ReadingRun.EXTRACTION
                                + "` has read the layer before, as anybody has who asked something of"
                                + " it; what never did reads\nit twice. Ours = how many times the former is faster.\n",
                        section("Reading: child JVMs with " + MemoryCheck.HEAP, report.memory())))
                .orElse("");
    }

    private String junitSections() {
        return junit.map(JunitReport::new)
                .map(report -> String.join(
                        "\n",
                        section("JUnit: classes in a warm JVM, from their start to what is injected", report.warm()),
                        section("JUnit: a fresh JVM with one class, from its start to its end", report.fresh()),
                        "The time of class loading is that of the last run, the sum over threads.\n",
                        section("JUnit: the first steps in a fresh JVM, one after another", report.steps()),
                        "The extension makes the client while it builds the image.\n"))
                .orElse("");
    }

    private static Table assertionsTable(Samples samples) {
        return Table.of("what", "median µs", "max", "n")
                .row(
                        AssertionsRun.NAME,
                        Figures.number(samples.median() * MICROS),
                        Figures.number(samples.max() * MICROS),
                        String.valueOf(samples.count()));
    }

    private static String list(List<String> lines) {
        return "- " + String.join("\n- ", lines) + "\n";
    }

    private static String section(String title, Table table) {
        return "## " + title + "\n\n" + table;
    }

    private Table targets() {
        List<Target> targets = new ArrayList<>();
        fixtures.forEach(result -> targets.addAll(Target.of(result)));
        memory.forEach((fixture, result) -> targets.add(Target.of(fixture, result)));
        registry.ifPresent(result -> targets.addAll(Target.of(result)));
        reading.ifPresent(result -> targets.addAll(Target.of(result)));
        junit.ifPresent(result -> targets.addAll(Target.of(result)));
        assertions.ifPresent(samples -> targets.add(Target.ofAssertions(samples)));
        Table table = Table.of("what", "target", "measured", "held");
        targets.forEach(target ->
                table.row(target.what(), target.expected(), target.actual(), target.held() ? "yes" : "**no**"));
        return table;
    }

    private Table layers() {
        Table table = Table.of("fixture", "what", "tar MB", "zstd MB", "gzip MB", "others used");
        fixtures.forEach(result -> table.row(
                result.fixture().label(),
                result.fixture().description(),
                Figures.megabytes(result.sizes().tar()),
                Figures.megabytes(result.sizes().zstd()),
                Figures.megabytes(result.sizes().gzip()),
                percent(result.others())));
        return table;
    }

    private static String percent(OptionalDouble percent) {
        return percent.isPresent() ? String.format(Locale.ROOT, "%.0f %%", percent.getAsDouble()) : "unknown";
    }

    private Table cold() {
        Table table = Table.of("fixture", "contender", MILLIS, "min", "max", "n", "/ limit", "ours");
        for (FixtureResult result : fixtures) {
            String fixture = result.fixture().label();
            double limit = result.limit().median();
            double own = result.coldMedian(ColdBuild.ZSTD_NAME);
            result.cold().forEach((name, wall) -> {
                Samples samples = name.equals(ProcessorLimit.NAME) ? result.limit() : wall;
                timesRow(table, fixture, name, samples, samples.median() / limit, samples.median() / own);
            });
            if (result.fixture() != Fixture.TINY) {
                // Of a process it is counted in ticks, most of which are longer than a tiny build.
                Samples processor = result.processorTimePerCore();
                timesRow(
                        table,
                        fixture,
                        "dockdash, zstd: processor time / cores",
                        processor,
                        processor.median() / limit,
                        processor.median() / own);
            }
            ShellFloor.missingTool()
                    .ifPresent(tool -> table.row(fixture, "shell: no " + tool + " here", "", "", "", "", "", ""));
        }
        return table;
    }

    private Table warm() {
        Table table = Table.of("fixture", "contender", MILLIS, "min", "max", "n", "/ bare walk", "ours");
        for (FixtureResult result : fixtures) {
            double walk = result.warmMedian(BareWalk.NAME);
            double own = result.warmMedian(WarmBuild.NAME);
            result.warm()
                    .forEach((name, samples) -> timesRow(
                            table,
                            result.fixture().label(),
                            name,
                            samples,
                            samples.median() / walk,
                            samples.median() / own));
        }
        return table;
    }

    private static void timesRow(
            Table table, String fixture, String name, Samples samples, double toFirst, double toOwn) {
        table.row(
                fixture,
                name,
                Figures.millis(samples.median()),
                Figures.millis(samples.min()),
                Figures.millis(samples.max()),
                String.valueOf(samples.count()),
                Figures.ratio(toFirst),
                Figures.ratio(toOwn));
    }

    private Table stages() {
        List<String> titles = new ArrayList<>(List.of("fixture"));
        Arrays.stream(Stage.values()).map(Stage::title).forEach(titles::add);
        titles.add("sum");
        Table table = Table.of(titles.toArray(String[]::new));
        for (FixtureResult result : fixtures) {
            List<String> cells = new ArrayList<>(List.of(result.fixture().label()));
            Arrays.stream(Stage.values())
                    .map(stage -> Figures.millis(result.stages().seconds(stage)))
                    .forEach(cells::add);
            cells.add(Figures.millis(result.stages().sum()));
            table.row(cells.toArray(String[]::new));
        }
        return table;
    }

    private Table gzip() {
        Table table = Table.of("fixture", "level", "MB/s on one core", "ratio");
        fixtures.forEach(result -> result.gzip()
                .forEach(level -> table.row(
                        result.fixture().label(),
                        String.valueOf(level.level()),
                        Figures.number(level.megabytesPerSecond()),
                        Figures.number(level.ratio()))));
        return table;
    }

    private Table memoryTable() {
        Table table = Table.of("fixture", "outcome", "build s", "read back s", "peak resident MB");
        memory.forEach((fixture, result) -> table.row(
                fixture.label(),
                result.outcome(),
                Figures.number(result.write()),
                Figures.number(result.read()),
                Figures.megabytes(result.peakResident())));
        return table;
    }

    private Table jmhTable() {
        Table table = Table.of("benchmark", "mode", "mean", "min", "max", "n", "unit");
        for (RunResult run : jmh) {
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
