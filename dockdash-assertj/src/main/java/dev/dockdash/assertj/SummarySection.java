package dev.dockdash.assertj;

import dev.dockdash.image.Image;
import dev.dockdash.internal.html.HtmlWriter;
import java.io.IOException;
import java.util.Locale;

/** The start of the report of an image: which it is, and how large. */
record SummarySection(ReportFacts facts) {

    /** Returns what the image is called, on one line. */
    String title() {
        return title(facts.context());
    }

    static String title(Context context) {
        return context.name()
                .orElseGet(() -> Context.shortForm(context.requireImage().digest()));
    }

    void writeTo(HtmlWriter out) throws IOException {
        Image image = facts.image();
        out.open("dl", "class", "facts");
        ReportHtml html = new ReportHtml(out);
        html.term("Digest", image.digest().toString());
        html.term("Image id", image.config().digest().toString());
        html.term("Platform", image.config().platform().toString());
        html.term("Created", image.config().created().map(Object::toString).orElse("not said"));
        html.term("Manifest", image.manifest().mediaType().toString());
        out.close().open("ul", "class", "figures");
        figure(out, "compressed", ByteSize.brief(facts.compressedSize()));
        if (facts.problem().isEmpty()) {
            LayerUsage usage = facts.usage();
            figure(out, "unpacked", ByteSize.brief(usage.unpacked()));
            figure(out, "wasted", ByteSize.brief(usage.wastedBytes()));
            figure(out, "efficiency", String.format(Locale.ROOT, "%.1f %%", usage.efficiency() * 100));
        }
        figure(out, "layers", ReportHtml.count(image.layers().size()));
        figure(out, "findings", ReportHtml.count(FindingsSection.count(facts)));
        out.close();
    }

    private static void figure(HtmlWriter out, String name, String value) throws IOException {
        out.open("li").element("b", value).text(" ").element("span", name).close();
    }
}
