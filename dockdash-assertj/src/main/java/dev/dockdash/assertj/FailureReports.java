package dev.dockdash.assertj;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Writes reports of images of which an assertion failed into the build's folder, where the user wants them. */
final class FailureReports {

    /** Many checks of one image may fail, and its report is the same. */
    private static final Map<String, String> WRITTEN = new ConcurrentHashMap<>();

    private FailureReports() {}

    /**
     * Returns where the report of the image of a failed assertion is, or why there is none: the message must not fail for
     * that. Empty if no report is wanted, or the subject came without an image.
     */
    static Optional<String> of(Context context) {
        if (ReportSetting.ofUser() != ReportSetting.ON_FAILURE
                || context.image().isEmpty()) {
            return Optional.empty();
        }
        String file = "image-" + context.requireImage().digest().shortHex() + ".html";
        return Optional.of(FullList.folder()
                .map(folder -> WRITTEN.computeIfAbsent(
                        context.name().orElse("") + " " + file, absent -> write(context, folder.resolve(file))))
                .orElse("not written: there is neither a folder target nor build here"));
    }

    private static String write(Context context, Path file) {
        try {
            ImageReport.of(context).writeTo(file);
            return file.toString().replace('\\', '/');
        } catch (IOException | RuntimeException e) {
            return "not written: " + e.getMessage();
        }
    }
}
