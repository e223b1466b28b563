package dev.dockdash.assertj;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.dockdash.image.Accounts;
import dev.dockdash.internal.html.HtmlWriter;
import dev.dockdash.internal.html.ScriptData;
import java.io.IOException;
import java.io.Writer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The tree of an image's files: which of them can be chosen, and the data that the script shows. */
record FilesSection(ReportFacts facts) {

    void writeFilters(HtmlWriter out) throws IOException {
        out.element("option", "Files of the image", "value", "");
        out.element("option", "Deleted files", "value", "gone");
        out.element("option", "Files with wasted bytes", "value", "wasted");
        for (int layer = 0; layer < facts.image().layers().size(); layer++) {
            out.element("option", "Touched by layer " + layer, "value", String.valueOf(layer));
        }
    }

    void writeProblem(HtmlWriter out) throws IOException {
        if (facts.problem().isPresent()) {
            out.element("p", "The files cannot be shown: " + facts.problem().get(), "class", "bad");
        }
    }

    void writeData(Writer out) throws IOException {
        try (JsonGenerator json = ScriptData.generator(out)) {
            TreeData data = new TreeData(json);
            data.begin("image");
            if (facts.work().isPresent()) {
                Accounts accounts = facts.image().filesystem().accounts();
                Map<String, Long> wasted = wastedByPath();
                facts.work().get().forEach(path -> data.add(row(path, accounts, wasted)));
            }
            data.end();
        }
    }

    private Map<String, Long> wastedByPath() {
        Map<String, Long> wasted = new HashMap<>();
        facts.usage().wasted().forEach(waste -> wasted.merge(waste.path(), waste.bytes(), Long::sum));
        return wasted;
    }

    private static TreeData.Row row(PathRecord path, Accounts accounts, Map<String, Long> wasted) {
        Map<String, Object> more = new LinkedHashMap<>();
        path.target().ifPresent(target -> more.put("t", target));
        if (!path.notes().isEmpty()) {
            more.put("n", path.notes());
        }
        Long bytes = wasted.get(path.path());
        if (bytes != null) {
            more.put("w", bytes);
        }
        String owner = owner(path.uid(), path.gid(), accounts);
        return new TreeData.Row(path.path(), path.mode(), owner, path.size(), path.marks(), more);
    }

    /** Returns numbers, and the names where the image has both. */
    static String owner(long uid, long gid, Accounts accounts) {
        String numbers = FileListing.owner(uid, gid);
        return accounts.userName(uid)
                .flatMap(user -> accounts.groupName(gid).map(group -> numbers + " " + user + ":" + group))
                .orElse(numbers);
    }
}
