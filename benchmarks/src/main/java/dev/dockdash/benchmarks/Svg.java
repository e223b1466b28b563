package dev.dockdash.benchmarks;

import java.util.Locale;

/** A drawing that is light or dark as its reader prefers. Lengths are in pixels, from the upper left corner. */
final class Svg {

    /** How many colours there are. */
    static final int COLOURS = 9;

    private static final String STYLE = """
            <style>
            svg { font: 12px system-ui, "DejaVu Sans", sans-serif; }
            .paper { fill: #ffffff; } .ink { fill: #1f2328; } .faint { fill: #59636e; } .grid { stroke: #d9dee3; }
            .on { fill: #ffffff; } .title { font-weight: 600; font-size: 14px; }
            .c0 { color: #0063b1; } .c1 { color: #c2530a; } .c2 { color: #11805a; } .c3 { color: #9a4a86; }
            .c4 { color: #8a6a00; } .c5 { color: #1d8494; } .c6 { color: #84503f; } .c7 { color: #5b3fb5; }
            .c8 { color: #6e7781; }
            @media (prefers-color-scheme: dark) {
            .paper { fill: #0d1117; } .ink { fill: #e6edf3; } .faint { fill: #9198a1; } .grid { stroke: #30363d; }
            .on { fill: #0d1117; }
            .c0 { color: #58a6ff; } .c1 { color: #ff9a5c; } .c2 { color: #4fd1a1; } .c3 { color: #e6a2d3; }
            .c4 { color: #e3b341; } .c5 { color: #6fd6e4; } .c6 { color: #d6a493; } .c7 { color: #b39dff; }
            .c8 { color: #9aa4af; }
            }
            </style>
            """;

    private final StringBuilder text = new StringBuilder();

    /** Where a text stands beside its point. */
    enum Anchor {
        START,
        MIDDLE,
        END;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Begins a drawing; the description is for those who do not see it. */
    Svg(int width, int height, String description) {
        text.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\">%n"
                        + "<title>%s</title>%n%s",
                width,
                height,
                width,
                height,
                escape(description),
                STYLE));
        text.append("<rect class=\"paper\" width=\"100%\" height=\"100%\"/>\n");
    }

    /** Writes a text of a class of the style. */
    Svg text(double x, double y, Anchor anchor, String style, String what) {
        return append(
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" class=\"%s\">%s</text>%n",
                x, y, anchor, style, escape(what));
    }

    /** Writes a text in a colour. */
    Svg text(double x, double y, int colour, String what) {
        return append(
                "<text x=\"%.1f\" y=\"%.1f\" class=\"c%d\" fill=\"currentColor\">%s</text>%n",
                x, y, colour, escape(what));
    }

    /** Draws a line of the grid. */
    Svg grid(double fromX, double fromY, double toX, double toY) {
        return append("<path class=\"grid\" d=\"M%.1f %.1fL%.1f %.1f\"/>%n", fromX, fromY, toX, toY);
    }

    /** Draws a box in a colour; what it means shows where the pointer rests. */
    Svg box(double x, double y, double width, double height, int colour, String meaning) {
        return append(
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" class=\"c%d\" fill=\"currentColor\">"
                        + "<title>%s</title></rect>%n",
                x, y, width, height, colour, escape(meaning));
    }

    /** Draws a point in a colour; what it means shows where the pointer rests. */
    Svg point(double x, double y, int colour, String meaning) {
        return append(
                "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" class=\"c%d\" fill=\"currentColor\"><title>%s</title></circle>%n",
                x, y, colour, escape(meaning));
    }

    /** Draws a line through points in a colour. */
    Svg line(double[] x, double[] y, int colour, double width) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < x.length; i++) {
            path.append(String.format(Locale.ROOT, "%s%.1f %.1f", i == 0 ? "M" : "L", x[i], y[i]));
        }
        return append(
                "<path class=\"c%d\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"%.1f\" d=\"%s\"/>%n",
                colour, width, path);
    }

    private Svg append(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values));
        return this;
    }

    private static String escape(String what) {
        return what.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    /** Returns the drawing so far as a document of its own. */
    @Override
    public String toString() {
        return text + "</svg>\n";
    }
}
