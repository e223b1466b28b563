package dev.dockdash.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OncePerKeyTest {

    private final OncePerKey<String, Integer> values = new OncePerKey<>();
    private final AtomicInteger made = new AtomicInteger();

    @Test
    void makesOneValuePerKey() throws IOException {
        assertThat(values.get("a", made::incrementAndGet)).isEqualTo(1);
        assertThat(values.get("a", made::incrementAndGet)).isEqualTo(1);
        assertThat(values.get("b", made::incrementAndGet)).isEqualTo(2);
        assertThat(values.made()).containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void threadsWaitForTheFirstOfTheirKey() throws Exception {
        int threads = 8;
        CountDownLatch asked = new CountDownLatch(threads);
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                answers.add(executor.submit(() -> {
                    asked.countDown();
                    return values.get("a", () -> {
                        awaitUninterrupted(asked);
                        return made.incrementAndGet();
                    });
                }));
            }
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isEqualTo(1);
            }
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void keysDoNotWaitForEachOther() throws IOException {
        int other = values.get("a", () -> values.get("b", made::incrementAndGet));

        assertThat(other).isEqualTo(1);
    }

    @Test
    void triesAgainAfterAFailure() throws IOException {
        assertThatThrownBy(() -> values.get("a", () -> {
                    throw new IOException("broken");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("broken");

        assertThat(values.made()).isEmpty();
        assertThat(values.get("a", made::incrementAndGet)).isEqualTo(1);
    }

    @Test
    void sharedValuesAreForgotten() throws IOException {
        assertThat(values.share("a", made::incrementAndGet)).isEqualTo(1);
        assertThat(values.share("a", made::incrementAndGet)).isEqualTo(2);
        assertThat(values.made()).isEmpty();
    }

    @Test
    void waitingEndsWithAnInterrupt() throws Exception {
        CountDownLatch making = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> first = executor.submit(() -> values.get("a", () -> {
                making.countDown();
                awaitUninterrupted(goOn);
                return made.incrementAndGet();
            }));
            making.await();
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> values.get("a", made::incrementAndGet)).isInstanceOf(InterruptedIOException.class);
            assertThat(Thread.interrupted()).isTrue();
            goOn.countDown();
            assertThat(first.get()).isEqualTo(1);
        } finally {
            executor.shutdownNow();
        }
    }

    private static void awaitUninterrupted(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
