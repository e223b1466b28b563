package dev.dockdash.benchmarks;

import java.io.IOException;
import java.nio.file.Path;

/** Measures all that a part of a run measures. */
@FunctionalInterface
interface Measurement {

    /**
     * Measures.
     *
     * @param folder where the fixtures are, and all else goes
     * @param progress is told what was found, again and again if it becomes more
     */
    void run(Effort effort, Path folder, Progress progress) throws IOException;

    /** Who wants to know how far a measurement is. */
    interface Progress {

        /** Tells what is measured next. */
        void at(String what);

        /** Tells what the part has found so far, which stands in place of what it told before. */
        void found(Findings findings) throws IOException;
    }
}
