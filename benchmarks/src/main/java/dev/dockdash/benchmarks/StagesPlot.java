package dev.dockdash.benchmarks;

import dev.dockdash.benchmarks.StageTimes.Stage;
import dev.dockdash.benchmarks.Svg.Anchor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Where the processor time of our cold builds goes: a bar for each, all of the same length.
 *
 * @param bars at least one
 */
record StagesPlot(List<Bar> bars) {

    private static final int WIDTH = 860;
    private static final int LEFT = 60;
    private static final int RIGHT = 90;
    private static final int TOP = 114;
    private static final int BAR = 30;
    private static final int PITCH = 46;
    private static final int LEGEND_TOP = 48;
    private static final int LEGEND_PITCH = 22;
    private static final int LEGEND_WIDTH = 180;
    private static final int LEGEND_COLUMNS = 4;
    private static final int MARK = 12;
    private static final int GAP = 8;
    private static final int TEXT_DROP = 5;
    private static final double LEAST_LABELLED = 0.04;

    /**
     * One build.
     *
     * @param name what it is called
     * @param processor the processor time of the build, in seconds
     * @param stages the processor time of each stage alone
     */
    record Bar(String name, double processor, StageTimes stages) {

        /** What the build takes besides the stages, in seconds; nothing where the stages alone took longer. */
        double rest() {
            return Math.max(0, processor - stages.sum());
        }
    }

    /** A piece of a bar. */
    private record Piece(String title, double seconds) {}

    @Override
    public String toString() {
        Svg svg = new Svg(
                WIDTH, TOP + PITCH * bars.size(), "Where the processor time of a cold build goes, stage by stage");
        svg.text(GAP, LEGEND_TOP / 2.0, Anchor.START, "ink title", "Where the processor time of a cold build goes");
        List<Piece> legend = pieces(bars.get(0));
        for (int i = 0; i < legend.size(); i++) {
            double x = LEFT + LEGEND_WIDTH * (i % LEGEND_COLUMNS);
            double y = LEGEND_TOP + LEGEND_PITCH * (i / LEGEND_COLUMNS);
            svg.box(x, y - MARK + 1, MARK, MARK, i % Svg.COLOURS, legend.get(i).title());
            svg.text(x + MARK + GAP, y, Anchor.START, "ink", legend.get(i).title());
        }
        for (int i = 0; i < bars.size(); i++) {
            draw(svg, bars.get(i), TOP + PITCH * i);
        }
        return svg.toString();
    }

    private static List<Piece> pieces(Bar bar) {
        List<Piece> pieces = new ArrayList<>();
        Arrays.stream(Stage.values())
                .forEach(stage ->
                        pieces.add(new Piece(stage.title(), bar.stages().seconds(stage))));
        pieces.add(new Piece("rest", bar.rest()));
        return pieces;
    }

    private static void draw(Svg svg, Bar bar, double y) {
        double middle = y + BAR / 2.0 + TEXT_DROP;
        svg.text(LEFT - GAP, middle, Anchor.END, "ink", bar.name());
        double whole = bar.stages().sum() + bar.rest();
        double x = LEFT;
        List<Piece> pieces = pieces(bar);
        for (int i = 0; i < pieces.size(); i++) {
            double part = pieces.get(i).seconds() / whole;
            double width = part * (WIDTH - LEFT - RIGHT);
            String percent = String.format(Locale.ROOT, "%.0f %%", part * 100);
            svg.box(x, y, width, BAR, i % Svg.COLOURS, pieces.get(i).title() + ": " + percent);
            if (part >= LEAST_LABELLED) {
                svg.text(x + width / 2, middle, Anchor.MIDDLE, "on", percent);
            }
            x += width;
        }
        svg.text(x + GAP, middle, Anchor.START, "faint", Figures.millis(whole) + " ms");
    }
}
