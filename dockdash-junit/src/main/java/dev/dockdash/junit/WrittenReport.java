package dev.dockdash.junit;

import dev.dockdash.image.ImageReporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.MediaType;

/**
 * The report of an image of a failed test: a file in the build's folder, which JUnit gets a copy of.
 *
 * @param context the context of the test, or of the class if that failed
 */
record WrittenReport(ExtensionContext context) {

    private static final System.Logger LOG = System.getLogger(WrittenReport.class.getName());

    /** Returns where the report is, or why there is none: the failure of the test must stay the one that is seen. */
    String of(PushedImage image) {
        try {
            Optional<ImageReporter> reporter = ImageReporter.find();
            return reporter.isPresent()
                    ? write(image, reporter.get())
                    : "not written: dev.dockdash:dockdash-assertj, which writes it, is not on the class path";
        } catch (IOException | RuntimeException | ServiceConfigurationError e) {
            return "not written: " + e.getMessage();
        }
    }

    private String write(PushedImage image, ImageReporter reporter) throws IOException {
        String name = "image-" + image.image().digest().shortHex() + reporter.extension();
        Path file = BuildFolder.of(context.getRequiredTestClass(), Path.of("").toAbsolutePath())
                .resolve("dockdash")
                .resolve(name);
        reporter.write(image, file);
        publish(name, file);
        return file.toString();
    }

    /** Launchers that want no files refuse them. */
    @SuppressWarnings("deprecation") // JUnit 5.12 has the media type only here, later versions have it here, too.
    private void publish(String name, Path file) {
        try {
            context.publishFile(
                    name,
                    MediaType.create("text", "html"),
                    copy -> Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, () -> "JUnit does not take the report " + file, e);
        }
    }
}
