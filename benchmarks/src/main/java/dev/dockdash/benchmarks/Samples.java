package dev.dockdash.benchmarks;

import java.util.List;

/**
 * Durations of one thing, in seconds.
 *
 * @param seconds sorted, at least one
 */
record Samples(List<Double> seconds) {

    Samples {
        if (seconds.isEmpty()) {
            throw new IllegalArgumentException("No samples: expected at least one");
        }
        seconds = seconds.stream().sorted().toList();
    }

    double min() {
        return seconds.get(0);
    }

    double max() {
        return seconds.get(seconds.size() - 1);
    }

    double median() {
        int size = seconds.size();
        return (seconds.get((size - 1) / 2) + seconds.get(size / 2)) / 2;
    }

    int count() {
        return seconds.size();
    }
}
