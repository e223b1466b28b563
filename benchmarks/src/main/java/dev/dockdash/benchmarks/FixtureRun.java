package dev.dockdash.benchmarks;

import dev.dockdash.benchmarks.StageTimes.Stage;
import dev.dockdash.layer.Compression;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/** Measures everything over one fixture. */
final class FixtureRun {

    private static final List<Fixture> FIXTURES = List.of(Fixture.TINY, Fixture.APP, Fixture.MANY, Fixture.BLOB);

    private final Fixture fixture;
    private final Effort effort;
    private final Path source;
    private final Path scratch;

    /**
     * Prepares a run.
     *
     * @param source the folder of the fixture
     * @param scratch an empty folder for what is built
     */
    FixtureRun(Fixture fixture, Effort effort, Path source, Path scratch) {
        this.fixture = fixture;
        this.effort = effort;
        this.source = source;
        this.scratch = scratch;
    }

    /** Races builds of some fixtures. */
    static void measure(Effort effort, Path folder, Measurement.Progress progress) throws IOException {
        List<FixtureResult> results = new ArrayList<>();
        for (Fixture fixture : FIXTURES) {
            progress.at("builds of " + fixture.label());
            Path source = fixture.in(folder);
            try (Scratch scratch = Scratch.in(folder)) {
                results.add(new FixtureRun(fixture, effort, source, scratch.path()).run());
            }
            progress.found(new BuildsReport(results));
        }
    }

    FixtureResult run() throws IOException {
        MachineLoad load = new MachineLoad();
        ProcessorLimit limit = new ProcessorLimit(source, scratch);
        ColdBuild zstd = new ColdBuild(source, scratch, Compression.ZSTD);
        ColdBuild gzip = new ColdBuild(source, scratch, Compression.GZIP);
        Map<String, Samples> cold = cold(limit, zstd, gzip);
        Map<String, Samples> warm = warm();
        List<GzipLevels.Result> levels =
                fixture == Fixture.TINY ? List.of() : new GzipLevels().measure(limit.tar(), effort.gzipStride());
        int rounds = effort.cold(fixture).counted();
        return new FixtureResult(
                fixture,
                new FixtureResult.Sizes(limit.tar().size(), zstd.size(), gzip.size()),
                limit.median(rounds),
                limit.limits(Stage.LIMIT, rounds),
                limit.limits(EnumSet.allOf(Stage.class), rounds),
                zstd.processorTimePerCore(rounds),
                cold,
                warm,
                levels,
                load.othersPercent());
    }

    private Map<String, Samples> cold(ProcessorLimit limit, ColdBuild zstd, ColdBuild gzip) throws IOException {
        Race.Rounds rounds = effort.cold(fixture);
        Race race = new Race().add(zstd, rounds).add(limit, rounds);
        if (ShellFloor.missingTool().isEmpty()) {
            race.add(new ShellFloor(source, scratch), rounds);
        }
        race.add(gzip, rounds).add(new JibLayer(source, scratch, false), effort.peerCold(fixture));
        if (effort.buildsPeerImage(fixture)) {
            race.add(new JibImage(source, scratch, false), effort.peerCold(fixture));
        }
        return race.run();
    }

    private Map<String, Samples> warm() throws IOException {
        Race.Rounds rounds = effort.warm(fixture);
        Race race = new Race()
                .add(new WarmBuild(source, scratch.resolve("warm")), rounds)
                .add(new BareWalk(source), rounds)
                .add(new JibLayer(source, scratch, true), rounds);
        if (effort.buildsPeerImage(fixture)) {
            race.add(new JibImage(source, scratch, true), effort.peerImageWarm());
        }
        return race.run();
    }
}
