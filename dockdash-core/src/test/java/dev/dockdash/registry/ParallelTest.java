package dev.dockdash.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParallelTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void allTasksRun(int parallelism) throws IOException {
        AtomicInteger count = new AtomicInteger();
        Parallel.run(parallelism, Collections.nCopies(20, count::incrementAndGet));
        assertThat(count).hasValue(20);
    }

    @Test
    void noMoreThanAllowedRunAtOnce() throws IOException {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Parallel.run(3, Collections.nCopies(50, () -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            running.decrementAndGet();
        }));
        assertThat(most.get()).isLessThanOrEqualTo(3);
    }

    @Test
    void aFailureEndsTheOthersAndIsThrown() {
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger ended = new AtomicInteger();
        IOException failure = new IOException("failed");
        Parallel.Task waits = () -> {
            try {
                // Bounded, so that this fails instead of hanging when nobody ends it.
                assertThat(never.await(20, TimeUnit.SECONDS)).isFalse();
            } catch (InterruptedException e) {
                ended.incrementAndGet();
                Thread.currentThread().interrupt();
            }
        };
        Parallel.Task fails = () -> {
            throw failure;
        };
        assertThatThrownBy(() -> Parallel.run(2, List.of(waits, fails, waits))).isSameAs(failure);
        assertThat(ended.get()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void programmingErrorsComeThrough(int parallelism) {
        Parallel.Task fails = () -> {
            throw new IllegalArgumentException("wrong");
        };
        assertThatThrownBy(() -> Parallel.run(parallelism, List.of(fails, fails)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
