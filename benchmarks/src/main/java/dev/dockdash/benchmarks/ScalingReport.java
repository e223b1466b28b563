package dev.dockdash.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What the document says about scaling.
 *
 * @param curves what each contender takes as a job grows, ours first
 */
record ScalingReport(Map<Growth, List<Curve>> curves) implements Findings {

    private static final String DRAWING = "results-scaling.svg";
    private static final String NONE = "–";

    ScalingReport {
        curves = new LinkedHashMap<>(curves);
    }

    @Override
    public List<Target> targets() {
        List<Target> targets = new ArrayList<>();
        curves.forEach((growth, measured) -> {
            Curve own = measured.get(0);
            own.exponent()
                    .ifPresent(exponent -> targets.add(new Target(
                            "exponent over " + growth.title(),
                            "at most " + exponent(growth.bound()),
                            exponent(exponent),
                            exponent <= growth.bound())));
        });
        return targets;
    }

    @Override
    public String sections() {
        List<String> sections = new ArrayList<>();
        curves.forEach((growth, measured) ->
                sections.add(table(growth, measured).titled("Scaling: " + growth.title() + ", median ms")));
        sections.add(
                "The exponent is the power of the size with which the time grows, over the upper half of the sizes."
                        + " Layers are built as in the\ncold builds; what a peer takes in its own processes includes starting"
                        + " them. `buildah` keeps the files in a folder too.\n");
        if (!drawings().isEmpty()) {
            sections.add("![Time against the size of one file and the number of files](" + DRAWING + ")\n");
        }
        return String.join("\n", sections);
    }

    private static Table table(Growth growth, List<Curve> measured) {
        List<Long> sizes = measured.stream()
                .flatMap(curve -> curve.points().stream())
                .map(Curve.Point::size)
                .distinct()
                .sorted()
                .toList();
        List<String> titles = new ArrayList<>(List.of("contender"));
        sizes.forEach(size -> titles.add(growth.label(size)));
        titles.addAll(List.of("exponent", "note"));
        Table table = Table.of(titles.toArray(String[]::new));
        for (Curve curve : measured) {
            List<String> cells = new ArrayList<>(List.of(curve.contender()));
            sizes.forEach(size -> cells.add(millis(curve.secondsAt(size))));
            OptionalDouble exponent = curve.exponent();
            cells.add(exponent.isPresent() ? exponent(exponent.getAsDouble()) : NONE);
            cells.add(curve.note());
            table.row(cells.toArray(String[]::new));
        }
        return table;
    }

    private static String millis(OptionalDouble seconds) {
        return seconds.isPresent() ? Figures.millis(seconds.getAsDouble()) : NONE;
    }

    private static String exponent(double exponent) {
        return String.format(Locale.ROOT, "%.2f", exponent);
    }

    @Override
    public Map<String, String> drawings() {
        List<Curve> size = curves.getOrDefault(Growth.SIZE, List.of());
        List<Curve> files = curves.getOrDefault(Growth.FILES, List.of());
        return size.isEmpty() || files.isEmpty()
                ? Map.of()
                : Map.of(DRAWING, new Plot(List.of(panel(Growth.SIZE, size), panel(Growth.FILES, files))).toString());
    }

    private static Plot.Panel panel(Growth growth, List<Curve> measured) {
        return new Plot.Panel(
                growth,
                measured.stream().filter(curve -> !curve.points().isEmpty()).toList());
    }
}
