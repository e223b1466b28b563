package dev.dockdash.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.dockdash.benchmarks.Curve.Point;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScalingReportTest {

    /** Whose time is tenfold or more for ten times the files. */
    private static ScalingReport report(double factor) {
        return new ScalingReport(Map.of(
                Growth.FILES,
                List.of(
                        new Curve(
                                "dockdash",
                                List.of(
                                        new Point(1, 0.002),
                                        new Point(10, 0.003),
                                        new Point(1_000, 0.1),
                                        new Point(10_000, 0.1 * factor)),
                                ""),
                        new Curve("peer", List.of(new Point(1, 0.1)), "left out"),
                        new Curve("umoci", List.of(), "no umoci here"))));
    }

    @Test
    void exponentUpToTheBoundHolds() {
        assertThat(report(10).targets())
                .extracting(Target::what, Target::expected, Target::actual, Target::held)
                .containsExactly(tuple("exponent over files of 1 KiB in a layer", "at most 1.10", "1.00", true));
        assertThat(report(13).targets()).extracting(Target::held).containsExactly(false);
    }

    @Test
    void tableHasEachSizeAndWhyOneIsMissing() {
        assertThat(report(10).sections()).startsWith("""
                ## Scaling: files of 1 KiB in a layer, median ms

                | contender | 1 | 10 | 1,000 | 10,000 | exponent | note |
                |---|---|---|---|---|---|---|
                | dockdash | 2.000 | 3.000 | 100 | 1000 | 1.00 |  |
                | peer | 100 | – | – | – | – | left out |
                | umoci | – | – | – | – | – | no umoci here |
                """);
    }

    @Test
    void drawingNeedsBothGrowths() {
        List<Curve> curves = List.of(new Curve("dockdash", List.of(new Point(1, 1), new Point(2, 2)), ""));

        assertThat(report(10).drawings()).isEmpty();
        assertThat(new ScalingReport(Map.of(Growth.FILES, curves, Growth.SIZE, curves)).drawings())
                .containsOnlyKeys("results-scaling.svg");
    }

    @Test
    void quickRunsStopEarlier() {
        assertThat(Growth.FILES.sizes(Effort.QUICK)).endsWith(10_000L, 50_000L);
        assertThat(Growth.FILES.sizes(Effort.FULL)).endsWith(50_000L, 200_000L);
        assertThat(Growth.SIZE.sizes(Effort.QUICK)).startsWith(1024L).endsWith(512L << 20);
        assertThat(Growth.SIZE.sizes(Effort.FULL)).endsWith(8L << 30);
    }

    @Test
    void sizesAreShortAsText() {
        assertThat(Growth.SIZE.label(1 << 14)).isEqualTo("16 KiB");
        assertThat(Growth.SIZE.label(8L << 30)).isEqualTo("8 GiB");
        assertThat(Growth.SIZE.label(1_500)).isEqualTo("1500 B");
        assertThat(Growth.FILES.label(50_000)).isEqualTo("50,000");
    }
}
