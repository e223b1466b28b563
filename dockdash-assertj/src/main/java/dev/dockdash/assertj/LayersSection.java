package dev.dockdash.assertj;

import dev.dockdash.assertj.ReportHtml.Column;
import dev.dockdash.image.Image;
import dev.dockdash.internal.html.HtmlWriter;
import dev.dockdash.layer.Layer;
import dev.dockdash.oci.History;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The layers of an image in their order, with the steps of the history that made them and those that made none. */
record LayersSection(ReportFacts facts) {

    private static final List<Column> COLUMNS = List.of(
            Column.number("Layer"),
            Column.number("Compressed"),
            Column.number("Wasted"),
            Column.text("Paths"),
            Column.text("Made by"));

    void writeTo(HtmlWriter out) throws IOException {
        Image image = facts.image();
        List<History> history = image.config().history();
        long ofLayers = history.stream().filter(step -> !step.emptyLayer()).count();
        boolean fits = ofLayers == image.layers().size();
        if (!fits && !history.isEmpty()) {
            out.element(
                    "p",
                    "The history does not fit the layers: it tells of "
                            + ReportHtml.count(ofLayers, "layer", "layers") + " but there are "
                            + ReportHtml.count(image.layers().size()) + ".",
                    "class",
                    "note");
        }
        ReportHtml html = new ReportHtml(out);
        html.openTable("Layers", COLUMNS);
        int next = 0;
        for (History step : history) {
            boolean ofLayer = fits && !step.emptyLayer();
            row(html, ofLayer ? Optional.of(next++) : Optional.empty(), Optional.of(step));
        }
        while (next < image.layers().size()) {
            row(html, Optional.of(next++), Optional.empty());
        }
        html.closeTable();
    }

    private void row(ReportHtml html, Optional<Integer> number, Optional<History> step) throws IOException {
        HtmlWriter out = html.out();
        out.open("tr", "class", number.isPresent() ? "layer" : "empty");
        if (number.isPresent()) {
            int layer = number.get();
            html.cell(String.valueOf(layer), "number");
            html.size(facts.image().layers().get(layer).size());
            html.size(facts.wastedIn(layer));
            counts(out, layer);
        } else {
            out.open("td", "class", "number", "colspan", "4").text("no layer").close();
        }
        out.open("td", "class", "made");
        if (step.isPresent()) {
            step(out, step.get());
        }
        if (number.isPresent()) {
            Layer layer = facts.image().layers().get(number.get());
            out.element("div", layer.digest() + " · " + layer.mediaType(), "class", "small");
        }
        out.close().close();
    }

    private void counts(HtmlWriter out, int layer) throws IOException {
        LayerCounts counts = facts.counts().get(layer);
        out.open("td", "class", "counts");
        out.open(
                "a",
                "href",
                "#files",
                "data-filter",
                String.valueOf(layer),
                "aria-label",
                "Files of layer " + layer + ": " + counts.added() + " added, " + counts.changed() + " changed, "
                        + counts.deleted() + " deleted");
        out.element("span", "+" + ReportHtml.count(counts.added()), "class", "added")
                .text(" ");
        out.element("span", "~" + ReportHtml.count(counts.changed()), "class", "changed")
                .text(" ");
        out.element("span", "−" + ReportHtml.count(counts.deleted()), "class", "deleted");
        out.close().close();
    }

    private static void step(HtmlWriter out, History step) throws IOException {
        out.open("code")
                .lines(Redaction.of(step.createdBy().orElse("").strip()))
                .close();
        String comment = Redaction.of(step.comment().orElse(""));
        String author = step.author().map(name -> "by " + Redaction.of(name)).orElse("");
        for (String more : List.of(comment, author)) {
            if (!more.isBlank()) {
                out.open("div", "class", "small").lines(more).close();
            }
        }
    }
}
