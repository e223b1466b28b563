package dev.dockdash.assertj;

import dev.dockdash.assertj.ReportHtml.Column;
import dev.dockdash.image.Finding;
import dev.dockdash.image.Image;
import dev.dockdash.internal.html.HtmlWriter;
import dev.dockdash.layer.Layer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;

/** The parts of the report of how two images differ, but for the tree of their files. */
record DifferenceSections(DifferenceFacts facts) {

    private static final List<Column> SUMMARY =
            List.of(Column.text("Property"), Column.text("Before"), Column.text("After"), Column.number("Difference"));

    private static final List<Column> DOCUMENTS =
            List.of(Column.text("Field"), Column.text("Before"), Column.text("After"));

    private static final List<Column> LAYERS =
            List.of(Column.number("Layer"), Column.text("Before"), Column.text("After"), Column.text("Same"));

    String title() {
        return SummarySection.title(facts.before().context()) + " → "
                + SummarySection.title(facts.after().context());
    }

    void writeSummary(HtmlWriter out) throws IOException {
        Image before = facts.before().image();
        Image after = facts.after().image();
        ReportHtml html = new ReportHtml(out);
        html.openTable("Summary", SUMMARY);
        property(
                out,
                "Image",
                SummarySection.title(facts.before().context()),
                SummarySection.title(facts.after().context()));
        property(out, "Digest", before.digest(), after.digest());
        property(out, "Image id", before.config().digest(), after.config().digest());
        property(out, "Platform", before.config().platform(), after.config().platform());
        size(out, "Compressed", ReportFacts::compressedSize);
        if (facts.problem().isEmpty()) {
            size(out, "Unpacked", side -> side.usage().unpacked());
            size(out, "Wasted", side -> side.usage().wastedBytes());
        }
        count(out, "Layers", side -> side.image().layers().size());
        count(out, "Findings", FindingsSection::count);
        html.closeTable();
    }

    private static void property(HtmlWriter out, String name, Object before, Object after) throws IOException {
        out.open("tr").element("th", name, "scope", "row");
        out.element("td", before.toString(), "class", "wide").element("td", after.toString(), "class", "wide");
        out.element("td", before.equals(after) ? "same" : "differs", "class", "number")
                .close();
    }

    private void size(HtmlWriter out, String name, ToLongFunction<ReportFacts> size) throws IOException {
        long before = size.applyAsLong(facts.before());
        long after = size.applyAsLong(facts.after());
        String sign = after > before ? "+" : "−";
        String change = before == after ? "same" : sign + ByteSize.brief(Math.abs(after - before));
        row(out, name, ByteSize.brief(before), ByteSize.brief(after), change);
    }

    private void count(HtmlWriter out, String name, ToLongFunction<ReportFacts> number) throws IOException {
        long before = number.applyAsLong(facts.before());
        long after = number.applyAsLong(facts.after());
        String sign = after > before ? "+" : "−";
        String change = before == after ? "same" : sign + ReportHtml.count(Math.abs(after - before));
        row(out, name, ReportHtml.count(before), ReportHtml.count(after), change);
    }

    private static void row(HtmlWriter out, String name, String before, String after, String change)
            throws IOException {
        out.open("tr").element("th", name, "scope", "row").element("td", before).element("td", after);
        out.element("td", change, "class", "number").close();
    }

    void writeDocuments(HtmlWriter out) throws IOException {
        if (facts.documents().isEmpty()) {
            out.element("p", "Manifest and config say the same but for single layers.", "class", "good");
            return;
        }
        ReportHtml html = new ReportHtml(out);
        html.openTable("Fields that differ", DOCUMENTS);
        for (JsonText.Difference field : facts.documents()) {
            out.open("tr").element("th", field.pointer(), "scope", "row", "class", "path");
            out.element("td", field.expected(), "class", "wide removed");
            out.element("td", field.actual(), "class", "wide added").close();
        }
        html.closeTable();
    }

    void writeLayers(HtmlWriter out) throws IOException {
        List<Layer> before = facts.before().image().layers();
        List<Layer> after = facts.after().image().layers();
        ReportHtml html = new ReportHtml(out);
        html.openTable("Layers", LAYERS);
        for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
            out.open("tr");
            html.cell(String.valueOf(i), "number");
            html.cell(describe(before, i), "wide");
            html.cell(describe(after, i), "wide");
            html.cell(i < before.size() && i < after.size() ? compare(before.get(i), after.get(i)) : "no", "text");
            out.close();
        }
        html.closeTable();
    }

    private static String describe(List<Layer> layers, int number) {
        if (number >= layers.size()) {
            return "–";
        }
        Layer layer = layers.get(number);
        return ByteSize.brief(layer.size()) + " · " + layer.diffId().shortHex() + " · " + layer.mediaType();
    }

    private static String compare(Layer before, Layer after) {
        if (before.digest().equals(after.digest())) {
            return "yes";
        }
        return before.diffId().equals(after.diffId()) ? "but for compression" : "no";
    }

    void writeFindings(HtmlWriter out) throws IOException {
        Set<String> before = lines(facts.before());
        Set<String> after = lines(facts.after());
        list(out, "Only before", without(before, after));
        list(out, "Only after", without(after, before));
        out.element("p", ReportHtml.count(before.size() - without(before, after).size()) + " in both.");
    }

    private static Set<String> lines(ReportFacts facts) {
        Set<String> lines = new LinkedHashSet<>();
        facts.invalid().stream().map(Finding::toString).forEach(lines::add);
        facts.lint().forEach((rule, found) -> found.forEach(finding -> lines.add(rule + ": " + finding.line())));
        return lines;
    }

    private static List<String> without(Set<String> some, Set<String> others) {
        List<String> left = new ArrayList<>(some);
        left.removeAll(others);
        return left;
    }

    private static void list(HtmlWriter out, String name, List<String> lines) throws IOException {
        out.element("h3", name + " (" + ReportHtml.count(lines.size()) + ")");
        FindingsSection.list(out, lines);
    }

    void writeProblem(HtmlWriter out) throws IOException {
        if (facts.problem().isPresent()) {
            out.element("p", "The files cannot be compared: " + facts.problem().get(), "class", "bad");
        }
    }
}
