package dev.dockdash.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StartingContainerTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private final AtomicLong nanos = new AtomicLong();
    private final List<Duration> pauses = new ArrayList<>();

    /** A container that answers after so many questions, and exits after so many others. */
    private static final class Fake implements StartingContainer {

        private int untilAnswer;
        private int untilExit;
        private final String log;

        Fake(int untilAnswer, int untilExit, String log) {
            this.untilAnswer = untilAnswer;
            this.untilExit = untilExit;
            this.log = log;
        }

        @Override
        public String image() {
            return "registry:2";
        }

        @Override
        public boolean answers() {
            return untilAnswer-- <= 0;
        }

        @Override
        public boolean isRunning() {
            return untilExit-- > 0;
        }

        @Override
        public long exitCode() {
            return 1;
        }

        @Override
        public String log() {
            return log;
        }
    }

    private void await(StartingContainer container) throws IOException {
        container.awaitAnswer(
                TIMEOUT,
                pause -> {
                    pauses.add(pause);
                    nanos.addAndGet(pause.toNanos());
                },
                nanos::get);
    }

    @Test
    void asksEveryTwentyMillisecondsUntilItAnswers() throws IOException {
        await(new Fake(3, 10, ""));

        assertThat(pauses).hasSize(3).containsOnly(Duration.ofMillis(20));
    }

    @Test
    void endsAsSoonAsTheContainerExits() {
        String log = IntStream.rangeClosed(1, 12).mapToObj(i -> "line " + i).collect(Collectors.joining("\n"));

        assertThatThrownBy(() -> await(new Fake(100, 2, log)))
                .isInstanceOf(IOException.class)
                .hasMessage("Registry container registry:2 exited with code 1 before /v2/ answered. Last log lines:\n"
                        + IntStream.rangeClosed(3, 12)
                                .mapToObj(i -> "line " + i)
                                .collect(Collectors.joining("\n")));
        assertThat(pauses).hasSize(2);
    }

    @Test
    void saysThatNothingWasLogged() {
        assertThatThrownBy(() -> await(new Fake(100, 0, "\n")))
                .hasMessage(
                        "Registry container registry:2 exited with code 1 before /v2/ answered. It logged nothing.");
    }

    @Test
    void givesUpAfterTheTimeout() {
        assertThatThrownBy(() -> await(new Fake(1000, 1000, "starting")))
                .isInstanceOf(IOException.class)
                .hasMessage("Registry container registry:2 did not answer /v2/ within 1000 ms. Raise"
                        + " dockdash.registry.startup-timeout if it needs longer. Last log lines:\nstarting");
        assertThat(pauses).hasSize(51);
    }

    @Test
    void anInterruptEndsIt() {
        StartingContainer container = new Fake(10, 10, "");

        assertThatThrownBy(() -> container.awaitAnswer(
                        TIMEOUT,
                        pause -> {
                            throw new InterruptedException();
                        },
                        nanos::get))
                .isInstanceOf(IOException.class)
                .hasMessage("Interrupted while registry container registry:2 was starting");
        assertThat(Thread.interrupted()).isTrue();
    }
}
