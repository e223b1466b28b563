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
    private static final int OWN_FIRST = 11;
    private static final int OWN_COUNT = 4;
    private static final int IDLE = 3;
    private static final int IO_WAIT = 4;
    private static final int STEAL = 7;

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
            long[] all = numbers(Files.readString(ALL).lines().findFirst().orElse(""));
            String own = Files.readString(OWN);
            // The name of the program, in parentheses, may hold blanks.
            long[] fields = numbers(own.substring(own.lastIndexOf(')')));
            long total = Arrays.stream(all).limit(STEAL + 1L).sum();
            long busy = total - all[IDLE] - all[IO_WAIT];
            return new long[] {
                total,
                busy,
                Arrays.stream(fields).skip(OWN_FIRST - 1L).limit(OWN_COUNT).sum()
            };
        } catch (IOException e) {
            return new long[3];
        }
    }

    /** The numbers of a line, without the words before them. */
    private static long[] numbers(String line) {
        return Arrays.stream(line.trim().split(" +", -1))
                .filter(word -> word.matches("-?\\d+"))
                .mapToLong(Long::parseLong)
                .toArray();
    }
}
