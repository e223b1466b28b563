package dev.dockdash.assertj;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.dockdash.assertj.ImageDifferences.FileDifference;
import dev.dockdash.image.FileEntry;
import dev.dockdash.image.ImageFilesystem;
import dev.dockdash.internal.html.HtmlWriter;
import dev.dockdash.internal.html.ScriptData;
import java.io.IOException;
import java.io.Writer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The tree of the files in which two images differ, with the directories that those lie in. */
record DifferenceFiles(DifferenceFacts facts) {

    private static final String TOUCHED = "t";

    void writeFilters(HtmlWriter out) throws IOException {
        option(out, "All but times", "", facts.files().size());
        option(out, "Added", mark(ImageDifferences.Kind.ADDED), count(ImageDifferences.Kind.ADDED));
        option(out, "Removed", mark(ImageDifferences.Kind.REMOVED), count(ImageDifferences.Kind.REMOVED));
        option(out, "Changed", mark(ImageDifferences.Kind.CHANGED), count(ImageDifferences.Kind.CHANGED));
        option(out, "Only the time", TOUCHED, facts.touched().size());
    }

    private static void option(HtmlWriter out, String name, String value, long count) throws IOException {
        out.element("option", name + " (" + ReportHtml.count(count) + ")", "value", value);
    }

    private long count(ImageDifferences.Kind kind) {
        return facts.files().stream().filter(file -> file.kind() == kind).count();
    }

    private static String mark(ImageDifferences.Kind kind) {
        return switch (kind) {
            case ADDED -> "+";
            case REMOVED -> "-";
            case CHANGED -> "~";
        };
    }

    void writeData(Writer out) throws IOException {
        try (JsonGenerator json = ScriptData.generator(out)) {
            TreeData data = new TreeData(json);
            data.begin("difference");
            if (facts.problem().isEmpty()) {
                addAll(data);
            }
            data.end();
        }
    }

    private void addAll(TreeData data) throws IOException {
        Map<String, FileDifference> differences = new HashMap<>();
        facts.files().forEach(file -> differences.put(file.path(), file));
        Set<String> paths = new HashSet<>(differences.keySet());
        paths.addAll(facts.touched());
        Set<String> all = new TreeSet<>(CanonicalPath.parents(paths));
        all.addAll(paths);
        all.remove("/");
        for (String path : all) {
            data.add(row(path, Optional.ofNullable(differences.get(path))));
        }
    }

    /** The later image tells what a file is, the earlier one if it is in the later one no more. */
    private TreeData.Row row(String path, Optional<FileDifference> difference) throws IOException {
        ImageFilesystem before = facts.before().image().filesystem();
        ImageFilesystem after = facts.after().image().filesystem();
        boolean removed = difference
                .filter(file -> file.kind() == ImageDifferences.Kind.REMOVED)
                .isPresent();
        ImageFilesystem side = removed || after.find(path).isEmpty() ? before : after;
        FileEntry entry = side.find(path)
                .orElseThrow(() -> new IllegalStateException("Only files that one image has can differ: " + path));
        Map<String, Object> more = new LinkedHashMap<>();
        entry.linkTarget().ifPresent(target -> more.put("t", target));
        difference.map(FileDifference::detail).filter(text -> !text.isEmpty()).ifPresent(text -> more.put("n", text));
        String marks =
                difference.map(file -> mark(file.kind())).orElse(facts.touched().contains(path) ? TOUCHED : "");
        String owner = FilesSection.owner(entry.uid(), entry.gid(), side.accounts());
        return new TreeData.Row(path, FileListing.typeAndPermissions(entry), owner, entry.size(), marks, more);
    }
}
