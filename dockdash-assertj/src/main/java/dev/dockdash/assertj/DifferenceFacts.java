package dev.dockdash.assertj;

import dev.dockdash.assertj.ImageDifferences.FileDifference;
import dev.dockdash.image.FileEntry;
import dev.dockdash.image.ImageFilesystem;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a report tells of how an image differs from the one before it.
 *
 * @param before the earlier image
 * @param after the later image
 * @param documents where manifests and configs differ
 * @param files how the merged files differ, without their times
 * @param touched the paths of files of which only the time differs
 * @param problem why layers cannot be read
 */
record DifferenceFacts(
        ReportFacts before,
        ReportFacts after,
        List<JsonText.Difference> documents,
        List<FileDifference> files,
        Set<String> touched,
        Optional<String> problem) {

    /** Reads all of both images. */
    static DifferenceFacts of(Context before, Context after, LintProfile profile) {
        ReportFacts old = ReportFacts.of(before, profile);
        ReportFacts now = ReportFacts.of(after, profile);
        List<JsonText.Difference> documents = DocumentDifferences.all(now.image(), old.image());
        try {
            List<FileDifference> files =
                    new MergedDifferences(now.image(), old.image(), Set.of(DiffTolerance.TIMESTAMPS)).find();
            Set<String> touched = touched(old.image().filesystem(), now.image().filesystem());
            files.forEach(file -> touched.remove(file.path()));
            return new DifferenceFacts(old, now, documents, files, touched, Optional.empty());
        } catch (IOException e) {
            Optional<String> reason =
                    Optional.of(Optional.ofNullable(e.getMessage()).orElse(e.toString()));
            return new DifferenceFacts(old, now, documents, List.of(), Set.of(), reason);
        }
    }

    private static Set<String> touched(ImageFilesystem before, ImageFilesystem after) {
        Set<String> touched = new HashSet<>();
        after.entries()
                .filter(entry -> before.find(entry.path())
                        .filter(old -> old.path().equals(entry.path()))
                        .filter(old -> !old.modified().equals(entry.modified()))
                        .isPresent())
                .map(FileEntry::path)
                .forEach(touched::add);
        return touched;
    }
}
