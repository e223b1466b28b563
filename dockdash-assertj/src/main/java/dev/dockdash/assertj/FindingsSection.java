package dev.dockdash.assertj;

import dev.dockdash.image.Finding;
import dev.dockdash.internal.html.HtmlWriter;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What the validator and the lint rules found. */
record FindingsSection(ReportFacts facts) {

    /** Of a rule no more findings than this are shown. */
    private static final int MAX_SHOWN = 100;

    static int count(ReportFacts facts) {
        int lint = facts.lint().values().stream().mapToInt(List::size).sum();
        return facts.invalid().size() + lint;
    }

    void writeTo(HtmlWriter out) throws IOException {
        out.element("h3", "Validator");
        List<Finding> invalid = facts.invalid();
        if (invalid.isEmpty()) {
            out.element("p", "All digests, sizes, media types and counts are as the documents say.", "class", "good");
        }
        list(out, invalid.stream().map(Finding::toString).toList());
        out.element("h3", "Lint");
        if (facts.problem().isPresent()) {
            out.element("p", "Nothing was asked: " + facts.problem().get(), "class", "bad");
        } else {
            out.element("p", rules(), "class", facts.lint().isEmpty() ? "good" : "");
        }
        for (Map.Entry<LintRule, List<LintFinding>> rule : facts.lint().entrySet()) {
            out.open("h4").element("code", rule.getKey().name());
            out.text(" wants " + rule.getKey().wish()).close();
            list(out, rule.getValue().stream().map(LintFinding::line).toList());
        }
    }

    private String rules() {
        int passed = facts.rules() - facts.lint().size();
        return ReportHtml.count(passed) + " of " + ReportHtml.count(facts.rules(), "rule passes.", "rules pass.");
    }

    static void list(HtmlWriter out, List<String> lines) throws IOException {
        if (lines.isEmpty()) {
            return;
        }
        out.open("ul", "class", "findings");
        for (String line : lines.subList(0, Math.min(lines.size(), MAX_SHOWN))) {
            out.element("li", line);
        }
        if (lines.size() > MAX_SHOWN) {
            out.element("li", "… " + ReportHtml.count(lines.size() - MAX_SHOWN) + " more");
        }
        out.close();
    }
}
