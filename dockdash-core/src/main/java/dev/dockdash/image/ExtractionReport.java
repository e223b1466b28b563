package dev.dockdash.image;

import java.util.List;
import java.util.Objects;

/**
 * What came out of an extraction.
 *
 * @param files how many files were written, each once however many names it has
 * @param directories how many directories were made, the target itself left out
 * @param links how many symbolic links and further names of files were made
 * @param bytes how many bytes were written
 * @param skipped what was left out, sorted by path
 */
public record ExtractionReport(long files, long directories, long links, long bytes, List<Skipped> skipped) {

    /** Creates a report. */
    public ExtractionReport {
        skipped = List.copyOf(skipped);
    }

    /**
     * Something that was left out.
     *
     * @param path where it is in the image
     * @param what what it is, such as {@code CHARACTER_DEVICE} or {@code xattr security.capability}
     */
    public record Skipped(String path, String what) {

        /** Creates an item. */
        public Skipped {
            Objects.requireNonNull(path, "path");
            Objects.requireNonNull(what, "what");
        }
    }
}
