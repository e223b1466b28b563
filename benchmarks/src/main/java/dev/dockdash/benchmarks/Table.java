package dev.dockdash.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** A Markdown table. */
final class Table {

    private final StringBuilder text = new StringBuilder();
    private final int columns;

    private Table(List<String> titles) {
        this.columns = titles.size();
        append(titles);
        text.append("|---".repeat(columns)).append("|\n");
    }

    static Table of(String... titles) {
        return new Table(List.of(titles));
    }

    /**
     * Adds a row.
     *
     * @throws IllegalArgumentException if it does not have a cell for each column
     */
    Table row(String... cells) {
        if (cells.length != columns) {
            throw new IllegalArgumentException("A row of " + cells.length + " cells in a table of " + columns);
        }
        append(List.of(cells));
        return this;
    }

    /** Returns the table below a title of its own. */
    String titled(String title) {
        return "## " + title + "\n\n" + this;
    }

    /**
     * Adds a row about durations: what they are of, then their median, least and most in milliseconds and their number,
     * then the rest.
     *
     * @throws IllegalArgumentException if it does not have a cell for each column
     */
    Table row(List<String> what, Samples samples, String... rest) {
        List<String> cells = new ArrayList<>(what);
        cells.add(Figures.millis(samples.median()));
        cells.add(Figures.millis(samples.min()));
        cells.add(Figures.millis(samples.max()));
        cells.add(String.valueOf(samples.count()));
        cells.addAll(List.of(rest));
        return row(cells.toArray(new String[0]));
    }

    private void append(List<String> cells) {
        text.append("| ");
        text.append(String.join(" | ", cells.stream().map(Table::escape).toList()));
        text.append(" |\n");
    }

    private static String escape(String cell) {
        return cell.replace('\n', ' ').replace("|", "\\|");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
