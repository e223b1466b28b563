package dev.dockdash.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RaceTest {

    private final List<String> events = new ArrayList<>();

    @Test
    void contendersTakeTurnsAfterTheirWarmUps() throws IOException {
        new Race()
                .add(new Recorder("a"), new Race.Rounds(2, 2))
                .add(new Recorder("b"), new Race.Rounds(1, 2))
                .run();

        assertThat(String.join(" ", events)).isEqualTo("a -a a -a b -b a -a b -b a -a b -b");
    }

    @Test
    void contenderWithFewerRoundsStopsEarlier() throws IOException {
        Map<String, Samples> samples = new Race()
                .add(new Recorder("a"), new Race.Rounds(0, 3))
                .add(new Recorder("b"), new Race.Rounds(0, 1))
                .run();

        assertThat(samples.keySet()).containsExactly("a", "b");
        assertThat(samples.values()).extracting(Samples::count).containsExactly(3, 1);
        assertThat(String.join(" ", events)).isEqualTo("a -a b -b a -a a -a");
    }

    private final class Recorder implements Contender {

        private final String name;

        Recorder(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void run() {
            events.add(name);
        }

        @Override
        public void reset() {
            events.add("-" + name);
        }
    }
}
