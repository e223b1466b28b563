package dev.dockdash.benchmarks;

import java.util.List;

/** What a part of a run found. */
interface Findings {

    /** Returns how the targets of the part are reached. */
    List<Target> targets();

    /** Returns what the document says about the part, as Markdown that ends with a line's end. */
    String sections();
}
