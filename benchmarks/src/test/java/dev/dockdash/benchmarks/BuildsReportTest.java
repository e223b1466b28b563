package dev.dockdash.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class BuildsReportTest {

    @Test
    void figuresAtTheBoundHold() {
        assertThat(new BuildsReport(List.of(result(Fixture.APP, 1.7, 0.15, 13.6, 0.3))).targets())
                .extracting(Target::what, Target::expected, Target::actual, Target::held)
                .containsExactly(
                        tuple("app cold / limit", "at most 1.70x", "1.70x", true),
                        tuple("app cold, Jib, layer step / ours", "at least 8.00x", "8.00x", true),
                        tuple("app warm / bare walk", "at most 1.50x", "1.50x", true),
                        tuple("app warm, Jib, layer step / ours", "at least 2.00x", "2.00x", true),
                        tuple("app cold / limit, goal", "at most 1.25x", "1.70x", false),
                        tuple("app cold, Jib, layer step / ours, goal", "at least 10.00x", "8.00x", false),
                        tuple("app warm, Jib, layer step / ours, goal", "at least 3.00x", "2.00x", false));
    }

    @Test
    void figuresBeyondTheBoundDoNotHold() {
        assertThat(new BuildsReport(List.of(result(Fixture.BLOB, 1.31, 0.0011, 10, 0.0021))).targets())
                .extracting(Target::held)
                .containsOnly(false)
                .hasSize(7);
    }

    @Test
    void goalsAtTheirBoundHold() {
        assertThat(new BuildsReport(List.of(result(Fixture.MANY, 1.25, 0.125, 12.5, 0.375))).targets())
                .filteredOn(target -> target.what().endsWith(", goal"))
                .extracting(Target::held)
                .containsExactly(true, true, true);
    }

    @Test
    void drawingShowsEveryFixtureButTiny() {
        BuildsReport report =
                new BuildsReport(List.of(result(Fixture.TINY, 1, 1, 1, 1), result(Fixture.APP, 1, 1, 1, 1)));

        assertThat(report.drawings()).containsOnlyKeys("results-stages.svg");
        assertThat(report.drawings().get("results-stages.svg"))
                .contains(">app<")
                .doesNotContain(">tiny<");
        assertThat(report.sections()).contains("](results-stages.svg)");
        assertThat(new BuildsReport(List.of(result(Fixture.TINY, 1, 1, 1, 1))).drawings())
                .isEmpty();
    }

    @Test
    void theSecondLookIsToldBesideTheLimit() {
        assertThat(new BuildsReport(List.of(result(Fixture.MANY, 2, 1, 1, 1))).sections())
                .contains("| many | limit, and a second look at each file | 1500 | 1500 | 1500 | 1 | 1.50x | 0.75x |");
    }

    @Test
    void smallLayersHaveBoundsInMilliseconds() {
        assertThat(new BuildsReport(List.of(result(Fixture.TINY, 0.004, 0.002, 1, 1))).targets())
                .extracting(Target::what, Target::expected, Target::actual, Target::held)
                .containsExactly(
                        tuple("tiny cold", "at most 5.000 ms", "4.000 ms", true),
                        tuple("tiny warm", "at most 1.000 ms", "2.000 ms", false));
    }

    /** With a limit of one second and a walk of a tenth. */
    private static FixtureResult result(Fixture fixture, double cold, double warm, double peerCold, double peerWarm) {
        return new FixtureResult(
                fixture,
                new FixtureResult.Sizes(3, 2, 2),
                new StageTimes(),
                samples(1),
                samples(1.5),
                samples(1),
                Map.of(ColdBuild.ZSTD_NAME, samples(cold), JibLayer.NAME, samples(peerCold)),
                Map.of(WarmBuild.NAME, samples(warm), BareWalk.NAME, samples(0.1), JibLayer.NAME, samples(peerWarm)),
                List.of(),
                OptionalDouble.empty());
    }

    private static Samples samples(double seconds) {
        return new Samples(List.of(seconds));
    }
}
