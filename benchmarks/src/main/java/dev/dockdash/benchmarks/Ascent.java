package dev.dockdash.benchmarks;

import dev.dockdash.benchmarks.Curve.Point;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Curves of contenders while they are measured, from small jobs to large ones. Decides how often each job runs, and leaves
 * out those that would take too long.
 */
final class Ascent {

    private static final double LONGEST_SECONDS = 20;
    private static final double LONG_SECONDS = 4;
    private static final double SHORT_SECONDS = 0.3;
    private static final Race.Rounds ONCE = new Race.Rounds(0, 1);
    private static final Race.Rounds SOME = new Race.Rounds(1, 3);
    private static final Race.Rounds OFTEN = new Race.Rounds(3, 9);

    private final Growth growth;
    private final Map<String, List<Point>> points = new LinkedHashMap<>();
    private final Map<String, String> notes = new LinkedHashMap<>();

    Ascent(Growth growth) {
        this.growth = growth;
    }

    /** Notes that a contender is not here. */
    void missing(String contender, String program) {
        points.put(contender, List.of());
        notes.put(contender, "no " + program + " here");
    }

    /**
     * Returns how often a contender does a job, empty if that would take too long; the time is guessed from the jobs before.
     *
     * @param free whether it may take as long as it will
     */
    Optional<Race.Rounds> rounds(String contender, long size, boolean free) {
        List<Point> before = points.computeIfAbsent(contender, absent -> new ArrayList<>());
        double seconds = expected(before, size);
        if (notes.containsKey(contender) || (!free && seconds > LONGEST_SECONDS)) {
            notes.putIfAbsent(
                    contender,
                    "left out from " + growth.label(size) + " on: more than " + Math.round(LONGEST_SECONDS) + " s");
            return Optional.empty();
        }
        return Optional.of(seconds > LONG_SECONDS ? ONCE : seconds > SHORT_SECONDS ? SOME : OFTEN);
    }

    /** What the smallest job took is taken to be the same for all, and the rest to grow with the size. */
    private static double expected(List<Point> before, long size) {
        if (before.isEmpty()) {
            return 0;
        }
        double fixed = before.get(0).seconds();
        Point last = before.get(before.size() - 1);
        return fixed + Math.max(0, last.seconds() - fixed) * size / last.size();
    }

    /** Adds what jobs of one size took. */
    void add(long size, Map<String, Samples> samples) {
        samples.forEach((contender, times) ->
                points.computeIfAbsent(contender, absent -> new ArrayList<>()).add(new Point(size, times.median())));
    }

    /** Returns the curves in the order in which the contenders came. */
    List<Curve> curves() {
        List<Curve> curves = new ArrayList<>();
        points.forEach(
                (contender, measured) -> curves.add(new Curve(contender, measured, notes.getOrDefault(contender, ""))));
        return curves;
    }
}
