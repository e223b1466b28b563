package dev.dockdash.benchmarks;

import java.io.IOException;

/** One way to do a job, timed beside others. */
interface Contender {

    /** Returns what the tables call it. */
    String name();

    /** Does the job once; this is what is timed. */
    void run() throws IOException;

    /** Cleans up after a run, so that the next one finds what this one found. */
    default void reset() throws IOException {}
}
