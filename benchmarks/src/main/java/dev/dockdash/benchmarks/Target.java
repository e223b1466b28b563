package dev.dockdash.benchmarks;

/**
 * A figure that is to be reached.
 *
 * @param what what is measured
 * @param expected what it should be, as text
 * @param actual what it is, as text
 * @param held whether it is reached
 */
record Target(String what, String expected, String actual, boolean held) {

    static Target ok(String what, MemoryCheck.Result memory) {
        return new Target(
                what, MemoryCheck.OK, memory.outcome(), memory.outcome().equals(MemoryCheck.OK));
    }

    static Target atMost(String what, double bound, double actual) {
        return new Target(what, "at most " + Figures.ratio(bound), Figures.ratio(actual), actual <= bound);
    }

    static Target atLeast(String what, double bound, double actual) {
        return new Target(what, "at least " + Figures.ratio(bound), Figures.ratio(actual), actual >= bound);
    }

    static Target atMostSeconds(String what, double bound, double actual) {
        return new Target(
                what, "at most " + Figures.millis(bound) + " ms", Figures.millis(actual) + " ms", actual <= bound);
    }

    /** Returns that a program is not here, without which nothing can be said. */
    static Target missing(String program) {
        return new Target(program, "here", "missing", false);
    }
}
