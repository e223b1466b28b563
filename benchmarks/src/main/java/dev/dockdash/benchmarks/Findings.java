package dev.dockdash.benchmarks;

import java.util.List;
import java.util.Map;

/** What a part of a run found. */
interface Findings {

    /** Returns how the targets of the part are reached. */
    List<Target> targets();

    /** Returns what the document says about the part, as Markdown that ends with a line's end. */
    String sections();

    /** Returns the drawings that the document shows, as SVG by the names of their files; they lie beside it. */
    default Map<String, String> drawings() {
        return Map.of();
    }
}
