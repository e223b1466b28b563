package dev.dockdash.assertj;

import dev.dockdash.archive.ImageSource;
import dev.dockdash.image.Image;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * An image of a source.
 *
 * @param source where it was loaded from
 * @param image the image
 */
record LoadedImage(ImageSource source, Image image) {

    /** Loads the image of a source, of none if there is no source. */
    static @Nullable LoadedImage of(@Nullable ImageSource source) {
        if (source == null) {
            return null;
        }
        try {
            return new LoadedImage(source, source.load());
        } catch (IOException e) {
            throw new UncheckedIOException("Loading " + source + " failed: " + e.getMessage(), e);
        }
    }
}
