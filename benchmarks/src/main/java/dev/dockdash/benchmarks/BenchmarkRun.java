package dev.dockdash.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;

/** Runs everything and writes the results. */
final class BenchmarkRun {

    private static final List<Fixture> RACES = List.of(Fixture.TINY, Fixture.APP, Fixture.MANY, Fixture.BLOB);
    private static final List<Fixture> MEMORY = List.of(Fixture.MANY, Fixture.BLOB, Fixture.HUGE);

    private final Effort effort;
    private final Path folder;

    private BenchmarkRun(Effort effort, Path folder) {
        this.effort = effort;
        this.folder = folder;
    }

    /**
     * Runs everything.
     *
     * @param args quick or full, a folder for fixtures and caches (12 GiB), and the file for the results
     */
    public static void main(String[] args) throws IOException {
        if (args.length != 3) {
            throw new IllegalArgumentException(
                    "Expected <quick|full> <folder> <results file> but had " + args.length + " arguments");
        }
        long start = System.nanoTime();
        try (Scratch scratch = Scratch.in(Path.of(args[1]))) {
            Report report = new BenchmarkRun(Effort.parse(args[0]), scratch.path()).run();
            Files.writeString(Path.of(args[2]), report.toString());
        }
        progress("done in " + Math.round((System.nanoTime() - start) / 1e9) + " s");
    }

    private Report run() throws IOException {
        List<String> machine = new ArrayList<>(Machine.describe(folder));
        machine.add("effort " + effort);
        List<FixtureResult> results = new ArrayList<>();
        for (Fixture fixture : RACES) {
            Path source = fixture.in(folder);
            progress("builds of " + fixture.label());
            try (Scratch scratch = Scratch.in(folder)) {
                results.add(new FixtureRun(fixture, effort, source, scratch.path()).run());
            }
        }
        progress("JMH");
        List<RunResult> jmh = List.copyOf(JmhRun.run(folder, effort));
        return new Report(machine, results, memory(), jmh);
    }

    private Map<Fixture, MemoryCheck.Result> memory() throws IOException {
        Map<Fixture, MemoryCheck.Result> results = new EnumMap<>(Fixture.class);
        for (Fixture fixture : MEMORY) {
            progress("memory of " + fixture.label());
            results.put(fixture, MemoryCheck.run(fixture.in(folder), folder));
        }
        return results;
    }

    private static void progress(String what) {
        System.out.println("benchmarks: " + what);
    }
}
