package dev.dockdash.archive;

import dev.dockdash.image.Image;
import java.io.IOException;

/** Where images come from. */
interface Origin {

    /**
     * Reads an image.
     *
     * @throws IOException if it cannot be had, is not what it claims, or is not the only one that was meant
     */
    Image load(Reading reading) throws IOException;

    /** Returns what it is, for messages. */
    @Override
    String toString();
}
