package dev.dockdash.assertj;

import dev.dockdash.image.Image;
import java.io.IOException;

/** Builds an image, as {@link ImageAssert#isReproducible} needs it. */
@FunctionalInterface
public interface ImageBuild {

    /**
     * Returns a new image.
     *
     * @throws IOException if it cannot be built
     */
    Image build() throws IOException;
}
