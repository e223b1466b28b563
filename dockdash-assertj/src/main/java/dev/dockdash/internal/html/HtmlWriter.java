package dev.dockdash.internal.html;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes elements one after the other. Text and values of attributes may be anything: they are escaped, and characters that
 * would not be seen are shown by their number.
 *
 * <p>Names of tags and attributes are written as they are. Not thread-safe; the caller closes the writer below.
 */
public final class HtmlWriter {

    private final Writer out;
    private final Deque<String> open = new ArrayDeque<>();

    /** Creates one that writes there. */
    public HtmlWriter(Writer out) {
        this.out = out;
    }

    /** Opens an element with attributes, of which each has a name and then a value. */
    public HtmlWriter open(String tag, String... attributes) throws IOException {
        out.append('<').append(tag);
        for (int i = 0; i + 1 < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            attribute(attributes[i + 1]);
            out.append('"');
        }
        out.append('>');
        open.push(tag);
        return this;
    }

    /**
     * Closes the element that was opened last.
     *
     * @throws IllegalStateException if none is open
     */
    public HtmlWriter close() throws IOException {
        if (open.isEmpty()) {
            throw new IllegalStateException("No element is open");
        }
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    /** Writes an element that has only text. */
    public HtmlWriter element(String tag, String text, String... attributes) throws IOException {
        return open(tag, attributes).text(text).close();
    }

    /** Writes text on one line: its line breaks are shown by their number, too. */
    public HtmlWriter text(String text) throws IOException {
        write(text, false);
        return this;
    }

    /** Writes text that keeps its line breaks and tabs. */
    public HtmlWriter lines(String text) throws IOException {
        write(text, true);
        return this;
    }

    private void write(String text, boolean keepsLines) throws IOException {
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            if (HiddenCharacter.is(codePoint) && !(keepsLines && (codePoint == '\n' || codePoint == '\t'))) {
                out.append("<span class=\"hidden\">")
                        .append(HiddenCharacter.name(codePoint))
                        .append("</span>");
            } else {
                escape(codePoint);
            }
        }
    }

    /** Writes text where no element may stand, as in that of a title. */
    public HtmlWriter plain(String text) throws IOException {
        attribute(text);
        return this;
    }

    private void attribute(String value) throws IOException {
        for (int i = 0; i < value.length(); ) {
            int codePoint = value.codePointAt(i);
            i += Character.charCount(codePoint);
            if (HiddenCharacter.is(codePoint)) {
                out.append(HiddenCharacter.name(codePoint));
            } else {
                escape(codePoint);
            }
        }
    }

    private void escape(int codePoint) throws IOException {
        switch (codePoint) {
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '&' -> out.append("&amp;");
            case '"' -> out.append("&quot;");
            case '\'' -> out.append("&#39;");
            default -> out.append(Character.toString(codePoint));
        }
    }
}
