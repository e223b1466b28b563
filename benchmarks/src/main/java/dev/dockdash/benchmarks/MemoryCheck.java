package dev.dockdash.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes and reads in a child JVM with a small heap. */
final class MemoryCheck {

    /** The heap that every build must do with. */
    static final String HEAP = "-Xmx64m";

    /** The outcome of what went well. */
    static final String OK = "ok";

    private static final List<Fixture> FIXTURES = List.of(Fixture.MANY, Fixture.BLOB, Fixture.HUGE);
    private static final Pattern PRINTED = Pattern.compile("(\\S+) (\\S+) (\\d+)\\s*");

    private MemoryCheck() {}

    /**
     * How it went.
     *
     * @param outcome {@link #OK}, or why not
     * @param write seconds that building or pushing took, 0 if it failed
     * @param read seconds that reading it back or pulling it took, 0 if it failed
     * @param peakResident the most memory that the JVM had in bytes, heap and all else; 0 if unknown
     */
    record Result(String outcome, double write, double read, long peakResident) {}

    /** Builds some fixtures. */
    static void measure(Effort effort, Path folder, Measurement.Progress progress) throws IOException {
        Map<Fixture, Result> results = new EnumMap<>(Fixture.class);
        for (Fixture fixture : FIXTURES) {
            progress.at("memory of " + fixture.label());
            results.put(fixture, run(fixture.in(folder), folder));
            progress.found(new MemoryReport(results));
        }
    }

    /** Builds from a folder with {@link #HEAP}. */
    static Result run(Path source, Path parent) throws IOException {
        try (Scratch cache = Scratch.in(parent)) {
            return run(HEAP, MemoryChild.class, source.toString(), cache.path().toString());
        }
    }

    /** Runs the main method of a class that prints two times in seconds and a number of bytes. */
    static Result run(String heap, Class<?> main, String... args) {
        try {
            String printed = ChildProcess.runJava(List.of(heap), main, args);
            Matcher matcher = PRINTED.matcher(printed);
            return matcher.matches()
                    ? new Result(
                            OK,
                            Double.parseDouble(matcher.group(1)),
                            Double.parseDouble(matcher.group(2)),
                            Long.parseLong(matcher.group(3)))
                    : failed("printed " + printed);
        } catch (IOException e) {
            return failed(e.toString());
        }
    }

    private static Result failed(String why) {
        return new Result("FAILED: " + why.lines().limit(2).reduce("", (a, b) -> a + " " + b), 0, 0, 0);
    }
}
