package dev.dockdash.assertj;

import dev.dockdash.image.ImageHandle;
import dev.dockdash.image.ImageReporter;
import java.io.IOException;
import java.nio.file.Path;

/** Writes an {@link ImageReport} for whoever finds this as a service, such as {@code dockdash-junit}. */
public final class HtmlImageReporter implements ImageReporter {

    /** Creates one; service loaders do. */
    public HtmlImageReporter() {}

    @Override
    public void write(ImageHandle image, Path file) throws IOException {
        ImageReport.of(image).writeTo(file);
    }

    @Override
    public String extension() {
        return ".html";
    }
}
