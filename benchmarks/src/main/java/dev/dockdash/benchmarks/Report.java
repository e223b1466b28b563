package dev.dockdash.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The results as a Markdown document.
 *
 * @param machine what it ran on, one line of a list each
 * @param findings what each part found
 */
record Report(List<String> machine, Collection<Findings> findings) {

    @Override
    public String toString() {
        List<String> parts = new ArrayList<>(List.of(
                "# Results",
                "",
                "Made by one run; see README.md. Contenders took turns, so drift of the machine hits all of them.",
                "",
                "- " + String.join("\n- ", machine) + "\n",
                targets().titled("Targets")));
        findings.forEach(found -> parts.add(found.sections()));
        return String.join("\n", parts);
    }

    private Table targets() {
        Table table = Table.of("what", "target", "measured", "held");
        findings.stream()
                .flatMap(found -> found.targets().stream())
                .forEach(target ->
                        table.row(target.what(), target.expected(), target.actual(), target.held() ? "yes" : "**no**"));
        return table;
    }
}
