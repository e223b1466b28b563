package dev.dockdash.assertj;

import dev.dockdash.image.FileEntry;
import dev.dockdash.image.Image;
import dev.dockdash.image.ImageFilesystem;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;

/**
 * An image as lint rules look at it.
 *
 * @param image the image
 * @param filesystem its merged filesystem
 * @param accounts its users and groups
 * @param context whose messages are written
 */
record LintedImage(Image image, ImageFilesystem filesystem, AccountFiles accounts, Context context) {

    /**
     * Reads what all rules need.
     *
     * @throws IOException if a layer cannot be read
     */
    static LintedImage of(Image image, Context context) throws IOException {
        ImageFilesystem filesystem = image.filesystem();
        return new LintedImage(image, filesystem, AccountFiles.of(filesystem), context);
    }

    /** Returns a finding for each file that is wanted, with where it comes from. */
    List<LintFinding> files(Predicate<FileEntry> wanted) {
        return filesystem
                .entries()
                .filter(wanted)
                .map(entry -> new LintFinding(
                        entry.path(), FileListing.line(entry) + ", from " + context.origin(entry.layer())))
                .toList();
    }
}
