package dev.dockdash.benchmarks;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What one contender takes as its job grows.
 *
 * @param contender what the tables call it
 * @param points what was measured, from the smallest job to the largest
 * @param note why there are no more points, empty if there are all
 */
record Curve(String contender, List<Point> points, String note) {

    /** With fewer points a line through them says nothing. */
    private static final int LEAST_POINTS = 2;

    Curve {
        points = List.copyOf(points);
    }

    /**
     * What was measured of a job.
     *
     * @param size how large the job is, at least 1
     * @param seconds what it took, more than nothing
     */
    record Point(long size, double seconds) {}

    /** Returns what the job of that size took, empty if it was not measured. */
    OptionalDouble secondsAt(long size) {
        return points.stream()
                .filter(point -> point.size() == size)
                .mapToDouble(Point::seconds)
                .findFirst();
    }

    /**
     * Returns with which power of its size the job's time grows: 1 if linearly, 0 if it does not. It is the slope of the
     * logarithm of time over that of size, by least squares over the upper half of the points, where what a job takes
     * whatever its size counts least; empty if those are too few.
     */
    OptionalDouble exponent() {
        List<Point> upper = points.subList(points.size() / 2, points.size());
        if (upper.size() < LEAST_POINTS) {
            return OptionalDouble.empty();
        }
        double[] x = upper.stream()
                .mapToDouble(point -> Math.log((double) point.size()))
                .toArray();
        double[] y =
                upper.stream().mapToDouble(point -> Math.log(point.seconds())).toArray();
        double meanX = mean(x);
        double meanY = mean(y);
        double covariance = 0;
        double variance = 0;
        for (int i = 0; i < x.length; i++) {
            covariance += (x[i] - meanX) * (y[i] - meanY);
            variance += (x[i] - meanX) * (x[i] - meanX);
        }
        return OptionalDouble.of(covariance / variance);
    }

    private static double mean(double... values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
