package dev.dockdash.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Builds in a child JVM with a small heap. */
final class MemoryCheck {

    /** The heap that every build must do with. */
    static final String HEAP = "-Xmx64m";

    /** The outcome of a build that went well. */
    static final String OK = "ok";

    private static final Pattern PRINTED = Pattern.compile("(\\S+) (\\S+) (\\d+)\\s*");

    private MemoryCheck() {}

    /**
     * How it went.
     *
     * @param outcome {@link #OK}, or why not
     * @param build seconds that the build took, 0 if it failed
     * @param read seconds that reading it back took, 0 if it failed
     * @param peakResident the most memory that the JVM had in bytes, heap and all else; 0 if unknown
     */
    record Result(String outcome, double build, double read, long peakResident) {}

    static Result run(Path source, Path parent) throws IOException {
        try (Scratch cache = Scratch.in(parent)) {
            String printed = ChildProcess.run(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    HEAP,
                    "-cp",
                    System.getProperty("java.class.path"),
                    MemoryChild.class.getName(),
                    source.toString(),
                    cache.path().toString()));
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
