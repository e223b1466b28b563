package dev.dockdash.assertj;

import dev.dockdash.assertj.ReportHtml.Column;
import dev.dockdash.image.FileChange;
import dev.dockdash.internal.html.HtmlWriter;
import java.io.IOException;
import java.util.List;

/** The files that are stored and moved although a later layer hides them. */
record WasteSection(ReportFacts facts) {

    private static final int MAX_SHOWN = 100;

    private static final List<Column> COLUMNS =
            List.of(Column.number("Bytes"), Column.number("Layer"), Column.text("Hidden by"), Column.text("Path"));

    void writeTo(HtmlWriter out) throws IOException {
        List<LayerUsage.Waste> wasted = facts.usage().wasted();
        if (facts.problem().isPresent()) {
            out.element("p", "Not known: " + facts.problem().get(), "class", "bad");
            return;
        }
        if (wasted.isEmpty()) {
            out.element("p", "No layer hides bytes of another.", "class", "good");
            return;
        }
        ReportHtml html = new ReportHtml(out);
        html.openTable("Wasted bytes", COLUMNS);
        for (LayerUsage.Waste waste : wasted.subList(0, Math.min(wasted.size(), MAX_SHOWN))) {
            out.open("tr");
            html.size(waste.bytes());
            html.cell(String.valueOf(waste.layer()), "number");
            html.cell(hiddenBy(waste), "text");
            html.cell(waste.path(), "path");
            out.close();
        }
        html.closeTable();
        if (wasted.size() > MAX_SHOWN) {
            out.element("p", "The largest " + MAX_SHOWN + " of " + ReportHtml.count(wasted.size()) + " files.");
        }
    }

    private String hiddenBy(LayerUsage.Waste waste) throws IOException {
        return facts.image().filesystem().changes(waste.path()).stream()
                .filter(change -> change.layer() > waste.layer())
                .findFirst()
                .map(next -> (next.kind() == FileChange.Kind.DELETED ? "deleted by " : "replaced by ") + next.layer())
                .orElse("its own layer");
    }
}
