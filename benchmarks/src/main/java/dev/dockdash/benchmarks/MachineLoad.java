package dev.dockdash.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalDouble;

/** Tells how much of the machine others used since it was made; Linux only. */
final class MachineLoad {

    private static final Path ALL = Path.of("/proc/stat");
    private static final Path OWN = Path.of("/proc/self/stat");
    private static final int ALL_COUNT = 8;
    private static final int IDLE = 3;
    private static final int IO_WAIT = 4;
    private static final int OWN_FIRST = 10;
    private static final int OWN_COUNT = 4;

    private final long[] start = ticks();

    /** Returns the part of all processor time that other programs took, in percent. */
    OptionalDouble othersPercent() {
        long[] now = ticks();
        long total = now[0] - start[0];
        long others = now[1] - start[1] - (now[2] - start[2]);
        return total <= 0 ? OptionalDouble.empty() : OptionalDouble.of(100.0 * Math.max(0, others) / total);
    }

    /** All ticks, the busy ones, and those of this process and the children that it waited for. */
    private static long[] ticks() {
        try {
            long[] all = numbers(Files.readString(ALL).lines().findFirst().orElse(""), 0, ALL_COUNT);
            String own = Files.readString(OWN);
            // The name of the program, in parentheses, may hold blanks and numbers.
            long[] times = numbers(own.substring(own.lastIndexOf(')')), OWN_FIRST, OWN_COUNT);
            long total = Arrays.stream(all).sum();
            return new long[] {
                total, total - all[IDLE] - all[IO_WAIT], Arrays.stream(times).sum()
            };
        } catch (IOException e) {
            return new long[3];
        }
    }

    /** Some of the numbers of a line, words left out. */
    private static long[] numbers(String line, int first, int count) {
        return Arrays.stream(line.trim().split(" +", -1))
                .filter(word -> word.matches("-?\\d+"))
                .skip(first)
                .limit(count)
                .mapToLong(Long::parseLong)
                .toArray();
    }
}
