package dev.dockdash.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AscentTest {

    private final Ascent ascent = new Ascent(Growth.FILES);

    private int counted(String contender, long size) {
        return ascent.rounds(contender, size, false).orElseThrow().counted();
    }

    private void took(String contender, long size, double seconds) {
        ascent.add(size, Map.of(contender, new Samples(List.of(seconds))));
    }

    @Test
    void longerJobsRunLessOften() {
        assertThat(counted("peer", 1)).isEqualTo(9);
        took("peer", 1, 0.01);
        took("peer", 10, 0.1);
        assertThat(counted("peer", 100)).isEqualTo(3);
        took("peer", 100, 1);
        assertThat(counted("peer", 1_000)).isEqualTo(1);
    }

    @Test
    void jobsThatWouldTakeTooLongAreLeftOutAndTheRestToo() {
        took("peer", 1, 0.01);
        took("peer", 1_000, 3);

        assertThat(ascent.rounds("peer", 10_000, false)).isEmpty();
        assertThat(ascent.rounds("peer", 1_000, false)).isEmpty();
        assertThat(ascent.curves()).extracting(Curve::note).containsExactly("left out from 10,000 on: more than 20 s");
    }

    @Test
    void oursIsNeverLeftOut() {
        took("ours", 1, 0.01);
        took("ours", 1_000, 30);

        assertThat(ascent.rounds("ours", 10_000, true)).hasValue(new Race.Rounds(0, 1));
    }

    @Test
    void whatTheSmallestJobTakesIsNotTakenToGrow() {
        took("slow starter", 1, 5);
        assertThat(ascent.rounds("slow starter", 10, false)).isPresent();
        took("slow starter", 10, 5.01);
        assertThat(ascent.rounds("slow starter", 1_000, false)).isPresent();
    }

    @Test
    void missingProgramIsARowThatSaysSo() {
        took("ours", 1, 1);
        ascent.missing("umoci", "umoci");

        assertThat(ascent.curves())
                .containsExactly(
                        new Curve("ours", List.of(new Curve.Point(1, 1)), ""),
                        new Curve("umoci", List.of(), "no umoci here"));
    }
}
