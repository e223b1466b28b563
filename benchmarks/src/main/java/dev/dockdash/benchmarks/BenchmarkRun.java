package dev.dockdash.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs everything, or some parts, and writes the results. */
final class BenchmarkRun {

    private static final double NANOS = 1e9;
    private final Effort effort;
    private final Path folder;
    private final Path output;
    private final Set<Part> parts;
    private final Map<Part, Findings> findings = new EnumMap<>(Part.class);

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

    private void run() throws IOException {
        for (Part part : parts) {
            part.measurement().run(effort, folder, new Measurement.Progress() {
                @Override
                public void at(String what) {
                    progress(what);
                }

                @Override
                public void found(Findings found) throws IOException {
                    findings.put(part, found);
                    write();
                }
            });
        }
    }

    /** Writes what there is, so that a run that breaks off loses only the rest. */
    private void write() throws IOException {
        List<String> machine = new ArrayList<>(Machine.describe(folder));
        machine.add("effort " + effort);
        Files.writeString(output, new Report(machine, findings.values()).toString());
        for (Findings found : findings.values()) {
            for (Map.Entry<String, String> drawing : found.drawings().entrySet()) {
                Files.writeString(output.resolveSibling(drawing.getKey()), drawing.getValue());
            }
        }
    }

    private static void progress(String what) {
        System.out.println("benchmarks: " + what);
    }
}
