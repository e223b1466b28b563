package dev.dockdash.layer;

import java.io.IOException;
import java.util.function.Consumer;

/** Something that a builder was asked to put into a layer; looked at when the layer is built. */
interface EntrySource {

    /**
     * Hands over the entries that it stands for.
     *
     * @throws IOException if a source cannot be looked at
     */
    void plan(Consumer<PlannedEntry> entries) throws IOException;
}
