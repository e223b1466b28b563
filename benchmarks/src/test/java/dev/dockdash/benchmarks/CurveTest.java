package dev.dockdash.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.dockdash.benchmarks.Curve.Point;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CurveTest {

    private static Curve curve(DoubleUnaryOperator seconds, long... sizes) {
        List<Point> points = LongStream.of(sizes)
                .mapToObj(size -> new Point(size, seconds.applyAsDouble((double) size)))
                .toList();
        return new Curve("test", points, "");
    }

    private static double exponent(Curve curve) {
        return curve.exponent().orElseThrow();
    }

    @Test
    void exponentIsThePowerOfTheSize() {
        assertThat(exponent(curve(x -> 3 * x, 1, 10, 100, 1000))).isCloseTo(1, within(1e-9));
        assertThat(exponent(curve(x -> 0.1 * x * x, 1, 10, 100, 1000))).isCloseTo(2, within(1e-9));
        assertThat(exponent(curve(x -> 7, 1, 10, 100, 1000))).isCloseTo(0, within(1e-9));
    }

    @Test
    void exponentLeavesOutWhatTheSmallSizesTakeAnyhow() {
        assertThat(exponent(curve(x -> 1 + 1e-3 * x, 1, 10, 100, 100_000, 1_000_000, 10_000_000)))
                .isCloseTo(1, within(0.01));
    }

    @Test
    void exponentLiesBetweenPointsThatAreNotOnOneLine() {
        Curve curve = new Curve(
                "test", List.of(new Point(1, 9), new Point(10, 1), new Point(100, 20), new Point(1000, 100)), "");

        assertThat(exponent(curve)).isCloseTo(Math.log10(5), within(1e-9));
    }

    @Test
    void fewPointsHaveNoExponent() {
        assertThat(curve(x -> x, 1).exponent()).isEmpty();
        assertThat(curve(x -> x, 1, 2).exponent()).isEmpty();
        assertThat(curve(x -> x, 1, 2, 4).exponent()).isPresent();
    }

    @Test
    void secondsAreThoseOfThatSize() {
        assertThat(curve(x -> 2 * x, 1, 5).secondsAt(5)).hasValue(10);
        assertThat(curve(x -> 2 * x, 1, 5).secondsAt(6)).isEmpty();
    }
}
