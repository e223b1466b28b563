package dev.dockdash.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Anything fails at any time, by chance: the invariants hold, and when all is well again the same thing succeeds.
 *
 * <p>The system property {@code dockdash.fault.schedules} says how many schedules there are, 200 unless it is set, and
 * {@code dockdash.fault.seed} is the seed of the first; each other one has the next seed. Whatever fails names its seed;
 * whether a hasty stream begins in time is not in it.
 */
class RandomFaultsTest {

    private static final List<FaultOperation> OPERATIONS = List.of(
            FaultOperation.PUSH,
            FaultOperation.PUSH_INDEX,
            FaultOperation.HASTY_STREAM,
            FaultOperation.PULL,
            FaultOperation.PULL_BY_DIGEST,
            FaultOperation.BUILD,
            FaultOperation.COPY);

    @TempDir
    Path folder;

    static LongStream seeds() {
        long first = Long.getLong("dockdash.fault.seed", System.nanoTime());
        return LongStream.range(first, first + Integer.getInteger("dockdash.fault.schedules", 200));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatIsLeftBehindIsRight(long seed) throws Exception {
        Random random = new Random(seed);
        FaultOperation operation = OPERATIONS.get(random.nextInt(OPERATIONS.size()));
        try (FaultScene scene = FaultScene.start(folder, random.nextBoolean() ? 1 : 4)) {
            List<String> faults = RandomFaults.script(scene, operation, random);
            try {
                run(scene, operation);
            } catch (AssertionError e) {
                throw new AssertionError(
                        operation + " with " + faults + " failed; try it again with -Ddockdash.fault.seed=" + seed
                                + " -Ddockdash.fault.schedules=1",
                        e);
            }
        }
    }

    private static void run(FaultScene scene, FaultOperation operation) throws Exception {
        Invariants invariants = Invariants.before(scene);
        scene.stallLimit(Duration.ofMillis(500));
        Optional<Throwable> failure = invariants.run(operation);
        scene.heal();
        invariants.check(failure, operation);
        scene.stallLimit(Duration.ofSeconds(30));
        Optional<Throwable> after = invariants.run(operation);
        assertThat(after).as("failure when nothing fails any more").isEmpty();
        invariants.check(after, operation);
    }
}
