package dev.dockdash.registry;

import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.ImageIndex;
import java.io.IOException;

/** Says which image of an index is meant. */
@FunctionalInterface
public interface IndexChoice {

    /**
     * Returns the descriptor of the manifest of an image, which may lie in an index within this one.
     *
     * @throws IOException if there is none, or not one alone
     */
    Descriptor choose(ImageIndex index) throws IOException;
}
