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

    private static final double NANOS = 1e9;
    private static final List<Fixture> RACES = List.of(Fixture.TINY, Fixture.APP, Fixture.MANY, Fixture.BLOB);
    private static final List<Fixture> MEMORY = List.of(Fixture.MANY, Fixture.BLOB, Fixture.HUGE);

    private final Effort effort;
    private final Path folder;
    private final Path output;
    private final List<FixtureResult> results = new ArrayList<>();
    private final Map<Fixture, MemoryCheck.Result> memory = new EnumMap<>(Fixture.class);
    private final List<RunResult> jmh = new ArrayList<>();

    private BenchmarkRun(Effort effort, Path folder, Path output) {
        this.effort = effort;
        this.folder = folder;
        this.output = output;
    }

    /**
     * Runs everything.
     *
     * @param args quick or full, a folder for fixtures and caches (9 GiB), and the file for the results
     */
    public static void main(String[] args) throws IOException {
        if (args.length != 3) {
            throw new IllegalArgumentException(
                    "Expected <quick|full> <folder> <results file> but had " + args.length + " arguments");
        }
        Effort effort = Effort.parse(args[0]);
        long start = System.nanoTime();
        try (Scratch scratch = Scratch.in(Path.of(args[1]))) {
            new BenchmarkRun(effort, scratch.path(), Path.of(args[2])).run();
        }
        progress("done in " + Math.round((System.nanoTime() - start) / NANOS) + " s");
    }

    /** Writes after each part what there is, so that a run that breaks off loses only the rest. */
    private void run() throws IOException {
        for (Fixture fixture : RACES) {
            progress("builds of " + fixture.label());
            Path source = fixture.in(folder);
            try (Scratch scratch = Scratch.in(folder)) {
                results.add(new FixtureRun(fixture, effort, source, scratch.path()).run());
            }
            write();
        }
        for (Fixture fixture : MEMORY) {
            progress("memory of " + fixture.label());
            memory.put(fixture, MemoryCheck.run(fixture.in(folder), folder));
            write();
        }
        progress("JMH");
        jmh.addAll(JmhRun.run(folder, effort));
        write();
    }

    private void write() throws IOException {
        List<String> machine = new ArrayList<>(Machine.describe(folder));
        machine.add("effort " + effort);
        Files.writeString(output, new Report(machine, results, memory, jmh).toString());
    }

    private static void progress(String what) {
        System.out.println("benchmarks: " + what);
    }
}
