package dev.dockdash.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openjdk.jmh.results.RunResult;

/** Runs everything, or some parts, and writes the results. */
final class BenchmarkRun {

    private static final double NANOS = 1e9;
    private static final List<Fixture> RACES = List.of(Fixture.TINY, Fixture.APP, Fixture.MANY, Fixture.BLOB);
    private static final List<Fixture> EXTRACTED = List.of(Fixture.APP, Fixture.MANY, Fixture.BLOB);
    private static final List<Fixture> READ_WITH_LITTLE = List.of(Fixture.MANY, Fixture.HUGE);
    private static final List<Fixture> MEMORY = List.of(Fixture.MANY, Fixture.BLOB, Fixture.HUGE);

    private final Effort effort;
    private final Path folder;
    private final Path output;
    private final Set<Part> parts;
    private final List<FixtureResult> results = new ArrayList<>();
    private final Map<Fixture, MemoryCheck.Result> memory = new EnumMap<>(Fixture.class);
    private Optional<RegistryResult> registry = Optional.empty();
    private final Map<String, Samples> questions = new LinkedHashMap<>();
    private final Map<Fixture, Map<String, Samples>> extractions = new EnumMap<>(Fixture.class);
    private final Map<Fixture, MemoryCheck.Result> reading = new EnumMap<>(Fixture.class);
    private Optional<JunitResult> junit = Optional.empty();
    private Optional<Samples> assertions = Optional.empty();
    private final List<RunResult> jmh = new ArrayList<>();

    private BenchmarkRun(Effort effort, Path folder, Path output, Set<Part> parts) {
        this.effort = effort;
        this.folder = folder;
        this.output = output;
        this.parts = parts;
    }

    /**
     * Runs parts.
     *
     * @param args quick or full, a folder for fixtures and caches (14 GiB), the file for the results, and the names of the
     *     parts with commas between them
     */
    public static void main(String[] args) throws IOException {
        if (args.length != 4) {
            throw new IllegalArgumentException(
                    "Expected <quick|full> <folder> <results file> <parts> but had " + args.length + " arguments");
        }
        Effort effort = Effort.parse(args[0]);
        Set<Part> parts = Part.parse(args[3]);
        long start = System.nanoTime();
        try (Scratch scratch = Scratch.in(Path.of(args[1]))) {
            new BenchmarkRun(effort, scratch.path(), Path.of(args[2]), parts).run();
        }
        progress("done in " + Math.round((System.nanoTime() - start) / NANOS) + " s");
    }

    /** Writes after each part what there is, so that a run that breaks off loses only the rest. */
    private void run() throws IOException {
        if (parts.contains(Part.BUILDS)) {
            runBuilds();
        }
        if (parts.contains(Part.MEMORY)) {
            runMemory();
        }
        if (parts.contains(Part.REGISTRY)) {
            runRegistry();
        }
        if (parts.contains(Part.READING)) {
            runReading();
        }
        if (parts.contains(Part.JUNIT)) {
            runJunit();
        }
        if (parts.contains(Part.ASSERTIONS)) {
            runAssertions();
        }
        if (parts.contains(Part.JMH)) {
            progress("JMH");
            jmh.addAll(JmhRun.run(folder, effort));
            write();
        }
    }

    private void runBuilds() throws IOException {
        for (Fixture fixture : RACES) {
            progress("builds of " + fixture.label());
            Path source = fixture.in(folder);
            try (Scratch scratch = Scratch.in(folder)) {
                results.add(new FixtureRun(fixture, effort, source, scratch.path()).run());
            }
            write();
        }
    }

    private void runMemory() throws IOException {
        for (Fixture fixture : MEMORY) {
            progress("memory of " + fixture.label());
            memory.put(fixture, MemoryCheck.run(fixture.in(folder), folder));
            write();
        }
    }

    private void runRegistry() throws IOException {
        progress("registries");
        Path source = Fixture.BLOB.in(folder);
        try (Scratch scratch = Scratch.in(folder)) {
            registry = Optional.of(new RegistryRun(Fixture.BLOB, effort, source, scratch.path()).run());
        }
        write();
    }

    private void runReading() throws IOException {
        ReadingRun run = new ReadingRun(effort, folder);
        progress("questions");
        questions.putAll(run.questions());
        write();
        for (Fixture fixture : EXTRACTED) {
            progress("extraction of " + fixture.label());
            extractions.put(fixture, run.extractions(fixture));
            write();
        }
        for (Fixture fixture : READ_WITH_LITTLE) {
            progress("reading with little memory of " + fixture.label());
            reading.put(fixture, run.memory(fixture));
            write();
        }
    }

    private Optional<ReadingResult> readingResult() {
        return questions.isEmpty()
                ? Optional.empty()
                : Optional.of(new ReadingResult(questions, extractions, ReadingRun.missing(), reading));
    }

    private void runJunit() throws IOException {
        progress("test classes");
        try (Scratch scratch = Scratch.in(folder)) {
            junit = Optional.of(new JunitRun(effort, scratch.path()).run());
        }
        write();
    }

    private void runAssertions() throws IOException {
        progress("assertions");
        try (Scratch scratch = Scratch.in(folder)) {
            assertions = Optional.of(AssertionsRun.run(scratch.path()));
        }
        write();
    }

    private void write() throws IOException {
        List<String> machine = new ArrayList<>(Machine.describe(folder));
        machine.add("effort " + effort);
        Files.writeString(
                output,
                new Report(machine, results, memory, registry, readingResult(), junit, assertions, jmh).toString());
    }

    private static void progress(String what) {
        System.out.println("benchmarks: " + what);
    }
}
