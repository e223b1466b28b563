package dev.dockdash.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StallWatchTest {

    private final AtomicLong nanos = new AtomicLong();
    private final StallWatch watch = new StallWatch(Duration.ofSeconds(10), nanos::get);

    private long step(Duration duration, long bytes) throws IOException {
        return watch.run(() -> {
            nanos.addAndGet(duration.toNanos());
            return bytes;
        });
    }

    @Test
    void oneByteASecondIsTooSlow() throws IOException {
        for (int i = 0; i < 9; i++) {
            step(Duration.ofSeconds(1), 1);
        }
        assertThatThrownBy(() -> step(Duration.ofSeconds(1), 1))
                .isInstanceOf(SocketTimeoutException.class)
                .hasMessage("the transfer stalled: 10 bytes in 10 s");
    }

    @Test
    void aSlowLineIsNoStall() throws IOException {
        for (int i = 0; i < 100; i++) {
            assertThat(step(Duration.ofSeconds(1), 17)).isEqualTo(17);
        }
    }

    @Test
    void whatTheReaderTakesDoesNotCount() throws IOException {
        for (int i = 0; i < 100; i++) {
            step(Duration.ofMillis(1), 1);
            nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        }
    }

    @Test
    void theEndIsNoStall() throws IOException {
        assertThat(step(Duration.ofSeconds(20), -1)).isEqualTo(-1);
    }
}
