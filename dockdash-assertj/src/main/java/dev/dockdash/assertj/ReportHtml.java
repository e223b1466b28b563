package dev.dockdash.assertj;

import dev.dockdash.internal.html.HtmlWriter;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the parts of reports have in common: terms with what is said of them, tables, sizes and numbers. */
final class ReportHtml {

    private final HtmlWriter out;

    ReportHtml(HtmlWriter out) {
        this.out = out;
    }

    HtmlWriter out() {
        return out;
    }

    /** Writes a term and what is said of it. */
    void term(String term, String text) throws IOException {
        out.element("dt", term).open("dd").lines(text).close();
    }

    void term(String term, Optional<String> text) throws IOException {
        if (text.isPresent()) {
            term(term, text.get());
        }
    }

    /** Writes a term with several texts, nothing without one. */
    void terms(String term, Iterable<String> texts) throws IOException {
        if (texts.iterator().hasNext()) {
            out.element("dt", term).open("dd").open("ol", "class", "plain");
            for (String text : texts) {
                out.open("li").lines(text).close();
            }
            out.close().close();
        }
    }

    /** Writes a caption and a table of names and values, nothing without one. */
    void values(String caption, Map<String, String> values) throws IOException {
        if (values.isEmpty()) {
            return;
        }
        out.open("div", "class", "scroll").open("table", "class", "values").element("caption", caption);
        out.open("tbody");
        for (Map.Entry<String, String> value : values.entrySet()) {
            out.open("tr").element("th", value.getKey(), "scope", "row");
            out.open("td")
                    .lines(Redaction.ofValue(value.getKey(), value.getValue()))
                    .close();
            out.close();
        }
        out.close().close().close();
    }

    /** Opens a table in a box that scrolls when it is wider than the page, and its body. */
    void openTable(String label, List<Column> columns) throws IOException {
        out.open("div", "class", "scroll", "role", "region", "aria-label", label, "tabindex", "0");
        out.open("table").open("thead").open("tr");
        for (Column column : columns) {
            out.element("th", column.name(), "scope", "col", "class", column.numbers() ? "number" : "text");
        }
        out.close().close().open("tbody");
    }

    void closeTable() throws IOException {
        out.close().close().close();
    }

    /**
     * A column of a table.
     *
     * @param name its head
     * @param numbers whether it stands right
     */
    record Column(String name, boolean numbers) {

        static Column text(String name) {
            return new Column(name, false);
        }

        static Column number(String name) {
            return new Column(name, true);
        }
    }

    /** Writes a cell with a number of bytes, which is told exactly where a pointer rests. */
    void size(long bytes) throws IOException {
        out.element(
                "td", bytes == 0 ? "–" : ByteSize.brief(bytes), "class", "number", "title", count(bytes) + " bytes");
    }

    void number(long number) throws IOException {
        out.element("td", number == 0 ? "–" : count(number), "class", "number");
    }

    void cell(String text, String kind) throws IOException {
        out.element("td", text, "class", kind);
    }

    /** Returns a number with a comma between thousands. */
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Returns a number and the noun that fits it. */
    static String count(long number, String one, String many) {
        return count(number) + " " + (number == 1 ? one : many);
    }
}
