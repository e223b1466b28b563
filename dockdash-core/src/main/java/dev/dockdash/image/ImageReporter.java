package dev.dockdash.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Writes what is in an image into a file for people to look at, such as the image of a test that failed.
 *
 * <p>It is found by {@link ServiceLoader}; {@code dockdash-assertj} has one that writes a page of HTML. Implementations are
 * safe for use by many threads.
 */
public interface ImageReporter {

    /**
     * Writes a report. The file is there as a whole or not at all, and replaces one that was there; folders on the way are
     * made.
     *
     * @param image the image
     * @param file where to write, with the {@link #extension} at its end
     * @throws IOException if the file cannot be written
     */
    void write(ImageHandle image, Path file) throws IOException;

    /** Returns how the names of its files end, such as {@code .html}. */
    String extension();

    /**
     * Returns the first one that the class path has; empty if it has none.
     *
     * @throws java.util.ServiceConfigurationError if it has one that cannot be made
     */
    static Optional<ImageReporter> find() {
        return ServiceLoader.load(ImageReporter.class, ImageReporter.class.getClassLoader())
                .findFirst();
    }
}
