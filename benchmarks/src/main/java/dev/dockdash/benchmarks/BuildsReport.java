package dev.dockdash.benchmarks;

import dev.dockdash.benchmarks.StageTimes.Stage;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * What the document says about builds.
 *
 * @param fixtures what was measured over each fixture
 */
record BuildsReport(List<FixtureResult> fixtures) implements Findings {

    private static final String MILLIS = "median ms";
    private static final Map<Fixture, Double> COLD_TO_LIMIT =
            new EnumMap<>(Map.of(Fixture.BLOB, 1.3, Fixture.APP, 1.7, Fixture.MANY, 1.7));
    private static final double TINY_COLD_SECONDS = 0.005;
    private static final double WARM_TO_WALK = 1.5;
    private static final double SMALL_WARM_SECONDS = 0.001;
    private static final double COLD_AGAINST_PEER = 8;
    private static final double WARM_AGAINST_PEER = 2;
    private static final double GOAL_TO_LIMIT = 1.25;
    private static final double GOAL_COLD_AGAINST_PEER = 10;
    private static final double GOAL_WARM_AGAINST_PEER = 3;
    private static final String GOAL = ", goal";
    private static final String DRAWING = "results-stages.svg";

    @Override
    public List<Target> targets() {
        return fixtures.stream()
                .flatMap(result -> Stream.concat(targets(result).stream(), goals(result).stream()))
                .toList();
    }

    private static List<Target> targets(FixtureResult result) {
        Fixture fixture = result.fixture();
        String name = fixture.label();
        double cold = result.coldMedian(ColdBuild.ZSTD_NAME);
        double warm = result.warmMedian(WarmBuild.NAME);
        List<Target> targets = new ArrayList<>();
        Double toLimit = COLD_TO_LIMIT.get(fixture);
        if (toLimit == null) {
            targets.add(Target.atMostSeconds(name + " cold", TINY_COLD_SECONDS, cold));
        } else {
            targets.add(Target.atMost(
                    name + " cold / limit", toLimit, cold / result.limit().median()));
            addPeers(targets, name + " cold", COLD_AGAINST_PEER, result.cold(), cold);
        }
        if (fixture == Fixture.TINY || fixture == Fixture.BLOB) {
            targets.add(Target.atMostSeconds(name + " warm", SMALL_WARM_SECONDS, warm));
        } else {
            targets.add(
                    Target.atMost(name + " warm / bare walk", WARM_TO_WALK, warm / result.warmMedian(BareWalk.NAME)));
        }
        if (fixture != Fixture.TINY) {
            addPeers(targets, name + " warm", WARM_AGAINST_PEER, result.warm(), warm);
        }
        return targets;
    }

    /** Returns what is to be reached in the end, beyond what must not be lost again. */
    private static List<Target> goals(FixtureResult result) {
        List<Target> goals = new ArrayList<>();
        if (result.fixture() != Fixture.TINY) {
            String name = result.fixture().label();
            double cold = result.coldMedian(ColdBuild.ZSTD_NAME);
            goals.add(Target.atMost(
                    name + " cold / limit" + GOAL,
                    GOAL_TO_LIMIT,
                    cold / result.limit().median()));
            goals.add(goal(name + " cold", GOAL_COLD_AGAINST_PEER, result.coldMedian(JibLayer.NAME) / cold));
            goals.add(goal(
                    name + " warm",
                    GOAL_WARM_AGAINST_PEER,
                    result.warmMedian(JibLayer.NAME) / result.warmMedian(WarmBuild.NAME)));
        }
        return goals;
    }

    private static Target goal(String what, double bound, double ratio) {
        return Target.atLeast(what + ", " + JibLayer.NAME + " / ours" + GOAL, bound, ratio);
    }

    private static void addPeers(
            List<Target> targets, String what, double bound, Map<String, Samples> samples, double own) {
        samples.forEach((name, peer) -> {
            if (name.equals(JibLayer.NAME) || name.equals(JibImage.NAME)) {
                targets.add(Target.atLeast(what + ", " + name + " / ours", bound, peer.median() / own));
            }
        });
    }

    @Override
    public String sections() {
        return String.join(
                "\n",
                layers().titled("Fixtures"),
                cold().titled("Cold: empty cache, warm JVM"),
                "`limit` is the processor time of the stages below, divided by the cores; the second look, by which ours makes"
                        + " sure\nthat no file changed while it was read, is not in it. `shell` is tar, both SHA-256 and"
                        + " zstd -3 -T2.\n`Jib, layer step` lists the files and writes a gzip layer into Jib's cache, as"
                        + " dockdash does; `Jib, image to tar`\nis Jib's public API: the same, and an image tar. Ours ="
                        + " how many times our zstd build is faster.\n",
                stages().titled("Limit: processor time of each stage alone, ms"),
                drawings().isEmpty() ? "" : "![Where the processor time of a cold build goes](" + DRAWING + ")\n",
                warm().titled("Warm: nothing changed, caches kept"),
                gzip().titled("gzip levels: each MiB on its own, as the layer writer does"));
    }

    @Override
    public Map<String, String> drawings() {
        int cores = Runtime.getRuntime().availableProcessors();
        List<StagesPlot.Bar> bars = fixtures.stream()
                .filter(result -> result.fixture() != Fixture.TINY)
                .map(result -> new StagesPlot.Bar(
                        result.fixture().label(), result.processorTimePerCore().median() * cores, result.stages()))
                .toList();
        return bars.isEmpty() ? Map.of() : Map.of(DRAWING, new StagesPlot(bars).toString());
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
            Samples secondLook = result.limitWithSecondLook();
            timesRow(
                    table,
                    fixture,
                    ProcessorLimit.WITH_SECOND_LOOK,
                    secondLook,
                    secondLook.median() / limit,
                    secondLook.median() / own);
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
        table.row(List.of(fixture, name), samples, Figures.ratio(toFirst), Figures.ratio(toOwn));
    }

    private Table stages() {
        List<String> titles = new ArrayList<>(List.of("fixture"));
        Stage.LIMIT.stream().map(Stage::title).forEach(titles::add);
        titles.addAll(List.of("sum", Stage.SECOND_LOOK.title()));
        Table table = Table.of(titles.toArray(String[]::new));
        for (FixtureResult result : fixtures) {
            List<String> cells = new ArrayList<>(List.of(result.fixture().label()));
            Stage.LIMIT.stream()
                    .map(stage -> Figures.millis(result.stages().seconds(stage)))
                    .forEach(cells::add);
            cells.add(Figures.millis(result.stages().sum(Stage.LIMIT)));
            cells.add(Figures.millis(result.stages().seconds(Stage.SECOND_LOOK)));
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
}
