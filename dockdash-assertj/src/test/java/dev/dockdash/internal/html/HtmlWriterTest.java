package dev.dockdash.internal.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class HtmlWriterTest {

    private final StringWriter out = new StringWriter();
    private final HtmlWriter html = new HtmlWriter(out);

    @Test
    void textAndAttributesAreEscaped() throws IOException {
        html.open("a", "title", "\"><script>&'")
                .text("</a><b title=\"x\">&amp;'")
                .close();

        assertThat(out)
                .hasToString("<a title=\"&quot;&gt;&lt;script&gt;&amp;&#39;\">"
                        + "&lt;/a&gt;&lt;b title=&quot;x&quot;&gt;&amp;amp;&#39;</a>");
    }

    @Test
    void whatIsNotSeenIsShownByItsNumber() throws IOException {
        html.text("a\u202Eb\u2028c\uD800d\u00A0e\u200Bf\u3164g\nh\u0000");

        assertThat(out.toString().replace("<span class=\"hidden\">", "[").replace("</span>", "]"))
                .isEqualTo("a[U+202E]b[U+2028]c[U+D800]d[U+00A0]e[U+200B]f[U+3164]g[U+000A]h[U+0000]");
    }

    @Test
    void whatIsSeenStaysAsItIs() throws IOException {
        html.text("Größe 日本 😀 עברית");

        assertThat(out).hasToString("Größe 日本 😀 עברית");
    }

    @Test
    void onlyLinesKeepTheirBreaks() throws IOException {
        html.lines("a\n\tb\rc").plain("d\ne");

        assertThat(out).hasToString("a\n\tb<span class=\"hidden\">U+000D</span>cdU+000Ae");
    }

    @Test
    void elementsAreClosedInTheirOrder() throws IOException {
        html.open("ul").open("li").close().close();

        assertThat(out).hasToString("<ul><li></li></ul>");
        assertThatThrownBy(html::close).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void dataOfScriptsHasNoMarkupAndReadsBack() throws IOException {
        String hostile = "</script><!--&\u2028\uD800 日\"\\";
        try (JsonGenerator json = ScriptData.generator(out)) {
            json.writeString(hostile);
        }

        assertThat(out.toString()).doesNotContain("<", ">", "&").matches("[ -~]+");
        assertThat(JsonMapper.builder().build().readValue(out.toString(), String.class))
                .isEqualTo(hostile);
    }
}
