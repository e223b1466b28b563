package dev.dockdash.benchmarks;

import dev.dockdash.benchmarks.Curve.Point;
import dev.dockdash.benchmarks.Svg.Anchor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Curves of time, both axes logarithmic, in panels beside each other that have one range of time.
 *
 * @param panels at least one; the same contender has the same colour in all
 */
record Plot(List<Panel> panels) {

    private static final int PANEL_WIDTH = 500;
    private static final int HEIGHT = 380;
    private static final int LEFT = 56;
    private static final int RIGHT = 116;
    private static final int TOP = 44;
    private static final int BOTTOM = 40;
    private static final int LABEL_HEIGHT = 15;
    private static final int LABEL_WIDTH = 48;
    private static final int LABEL_GAP = 8;
    private static final int TEXT_DROP = 4;
    private static final double OWN_WIDTH = 3;
    private static final double PEER_WIDTH = 1.6;

    /**
     * Curves over one growth.
     *
     * @param growth what grows
     * @param curves at least one with points
     */
    record Panel(Growth growth, List<Curve> curves) {}

    /** Where a panel's values are on the paper: logarithms of both ends of each axis, and its left end. */
    private record Scale(double left, double fromX, double toX, double fromY, double toY) {

        double x(long size) {
            return left + (Math.log10((double) size) - fromX) / (toX - fromX) * (PANEL_WIDTH - LEFT - RIGHT);
        }

        double y(double seconds) {
            return HEIGHT - BOTTOM - (Math.log10(seconds) - fromY) / (toY - fromY) * (HEIGHT - BOTTOM - TOP);
        }
    }

    /** A name beside the end of its curve. */
    private record Label(String name, int colour, double x, double y) {}

    @Override
    public String toString() {
        Svg svg = new Svg(PANEL_WIDTH * panels.size(), HEIGHT, "Time against the size of a job, of each contender");
        double fromY =
                Math.floor(logarithm(points().mapToDouble(Point::seconds).min().orElseThrow()));
        double toY =
                Math.ceil(logarithm(points().mapToDouble(Point::seconds).max().orElseThrow()));
        List<String> names = panels.stream()
                .flatMap(panel -> panel.curves().stream())
                .map(Curve::contender)
                .distinct()
                .toList();
        for (int i = 0; i < panels.size(); i++) {
            Panel panel = panels.get(i);
            List<Long> sizes = sizes(panel);
            Scale scale = new Scale(
                    PANEL_WIDTH * i + LEFT,
                    logarithm(sizes.get(0)),
                    logarithm(sizes.get(sizes.size() - 1)),
                    fromY,
                    Math.max(toY, fromY + 1));
            drawAxes(svg, panel, sizes, scale);
            drawCurves(svg, panel, names, scale);
        }
        return svg.toString();
    }

    private Stream<Point> points() {
        return panels.stream().flatMap(panel -> panel.curves().stream()).flatMap(curve -> curve.points().stream());
    }

    private static double logarithm(double value) {
        return Math.log10(value);
    }

    private static List<Long> sizes(Panel panel) {
        return panel.curves().stream()
                .flatMap(curve -> curve.points().stream())
                .map(Point::size)
                .distinct()
                .sorted()
                .toList();
    }

    private static void drawAxes(Svg svg, Panel panel, List<Long> sizes, Scale scale) {
        svg.text(
                scale.left(),
                TOP - LABEL_HEIGHT - LABEL_GAP,
                Anchor.START,
                "ink title",
                "Time against " + panel.growth().title());
        double right = scale.left() + PANEL_WIDTH - LEFT - RIGHT;
        for (double decade = scale.fromY(); decade <= scale.toY(); decade++) {
            double seconds = Math.pow(10, decade);
            double y = scale.y(seconds);
            svg.grid(scale.left(), y, right, y);
            svg.text(scale.left() - LABEL_GAP, y + TEXT_DROP, Anchor.END, "faint", seconds(seconds));
        }
        double free = Double.MAX_VALUE;
        for (int i = sizes.size() - 1; i >= 0; i--) {
            long size = sizes.get(i);
            double x = scale.x(size);
            svg.grid(x, TOP, x, HEIGHT - BOTTOM);
            if (x > free) {
                continue;
            }
            free = x - LABEL_WIDTH;
            svg.text(
                    x,
                    HEIGHT - BOTTOM + LABEL_HEIGHT + TEXT_DROP,
                    Anchor.MIDDLE,
                    "faint",
                    panel.growth().label(size));
        }
    }

    private static String seconds(double seconds) {
        if (seconds >= 1) {
            return Math.round(seconds) + " s";
        }
        return seconds >= 1e-3 ? Math.round(seconds * 1e3) + " ms" : Math.round(seconds * 1e6) + " µs";
    }

    private static void drawCurves(Svg svg, Panel panel, List<String> names, Scale scale) {
        List<Label> labels = new ArrayList<>();
        // Ours is the first and lies above the others.
        for (int i = panel.curves().size() - 1; i >= 0; i--) {
            Curve curve = panel.curves().get(i);
            List<Point> points = curve.points();
            int colour = names.indexOf(curve.contender()) % Svg.COLOURS;
            double[] x =
                    points.stream().mapToDouble(point -> scale.x(point.size())).toArray();
            double[] y = points.stream()
                    .mapToDouble(point -> scale.y(point.seconds()))
                    .toArray();
            svg.line(x, y, colour, i == 0 ? OWN_WIDTH : PEER_WIDTH);
            for (int p = 0; p < x.length; p++) {
                Point point = points.get(p);
                svg.point(
                        x[p],
                        y[p],
                        colour,
                        curve.contender() + ", " + panel.growth().label(point.size()) + ": "
                                + Figures.millis(point.seconds()) + " ms");
            }
            labels.add(new Label(curve.contender(), colour, x[x.length - 1], y[y.length - 1]));
        }
        drawLabels(svg, labels);
    }

    /** Names stand where their curves end, but never on each other: from the top, each leaves room for itself. */
    private static void drawLabels(Svg svg, List<Label> labels) {
        double free = 0;
        for (Label label :
                labels.stream().sorted(Comparator.comparing(Label::y)).toList()) {
            double y = Math.max(label.y() + TEXT_DROP, free);
            svg.text(label.x() + LABEL_GAP, y, label.colour(), label.name());
            free = y + LABEL_HEIGHT;
        }
    }
}
