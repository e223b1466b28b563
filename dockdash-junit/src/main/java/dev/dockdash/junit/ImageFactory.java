package dev.dockdash.junit;

import dev.dockdash.image.Image;

/**
 * Makes an image in code, where the attributes of {@link BuildImage} do not reach.
 *
 * <p>As a class in {@link BuildImage#factory} it needs a constructor without parameters, of any visibility. It may be
 * called by several threads at once.
 */
@FunctionalInterface
public interface ImageFactory {

    /**
     * Makes the image for {@link ImageContext#platform}; called once per platform.
     *
     * @throws Exception if it cannot; the tests fail with it
     */
    Image create(ImageContext context) throws Exception;
}
