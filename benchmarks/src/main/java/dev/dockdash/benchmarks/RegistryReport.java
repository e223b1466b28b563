package dev.dockdash.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the document says about registries.
 *
 * @param result what was measured
 */
record RegistryReport(RegistryResult result) implements Findings {

    private static final double TRANSFER_TO_FLOOR = 1.6;
    private static final double START_SECONDS = 0.03;
    private static final double REQUEST_SECONDS = 0.0003;
    private static final double TRANSFER_AGAINST_PEER = 1;

    private static final double MEGA = 1e6;

    @Override
    public List<Target> targets() {
        double floor = result.embeddedMedian(HashAndWrite.NAME);
        List<Target> targets = new ArrayList<>();
        for (String name : List.of(ToolPush.nameOf(OwnClient.NAME), ToolPull.nameOf(OwnClient.NAME))) {
            targets.add(Target.atMost(
                    "embedded registry, " + name + " / " + HashAndWrite.NAME,
                    TRANSFER_TO_FLOOR,
                    result.embeddedMedian(name) / floor));
        }
        addTransfers(targets, ToolPush.nameOf(""), result.docker());
        addTransfers(targets, ToolPull.nameOf(""), result.docker());
        result.missing().forEach(program -> targets.add(Target.missing(program)));
        targets.add(Target.atMostSeconds(
                "embedded registry, " + RegistryStart.NAME, START_SECONDS, result.answerMedian(RegistryStart.NAME)));
        targets.add(Target.atMostSeconds(
                "embedded registry, " + SmallGet.NAME, REQUEST_SECONDS, result.answerMedian(SmallGet.NAME)));
        targets.add(Target.ok("pushed and pulled, both ends with " + RegistryRun.HEAP, result.memory()));
        targets.add(new Target(
                ManyImagesChild.IMAGES + " images pushed and pulled by " + ManyImagesChild.THREADS + " threads",
                "no error, nothing left over",
                result.many().toString(),
                result.many().held()));
        return targets;
    }

    /** Adds how each tool compares with ours in the direction that its name begins with. */
    private static void addTransfers(List<Target> targets, String direction, Map<String, Samples> samples) {
        Samples own = samples.get(direction + OwnClient.NAME);
        if (own == null) {
            return;
        }
        samples.forEach((name, peer) -> {
            if (name.startsWith(direction) && !name.equals(direction + OwnClient.NAME)) {
                targets.add(Target.atLeast(
                        DockerRegistry.PROGRAM + ", " + name + " / ours",
                        TRANSFER_AGAINST_PEER,
                        peer.median() / own.median()));
            }
        });
    }

    @Override
    public String sections() {
        return String.join(
                "\n",
                transfers().titled("Registry: one layer, as long as its fixture"),
                "Ours and skopeo move the image, and skopeo is started each time; the others move the layer"
                        + " alone. Ours = how many\ntimes our client is faster in that direction.\n",
                answers().titled("Registry: small things"),
                children().titled("Registry: child JVMs"));
    }

    /** Returns the table of transfers; the last column is how many times ours is faster, of the same direction. */
    Table transfers() {
        Table table = Table.of("registry", "contender", "median ms", "min", "max", "n", "MB/s", "ours");
        addRows(table, "embedded", result.embedded());
        addRows(table, DockerRegistry.PROGRAM, result.docker());
        result.missing().forEach(program -> table.row("", "no " + program + " here", "", "", "", "", "", ""));
        return table;
    }

    private void addRows(Table table, String registry, Map<String, Samples> contenders) {
        contenders.forEach((name, samples) -> {
            Samples own = contenders.get(ownBeside(name));
            table.row(
                    List.of(registry, name),
                    samples,
                    Figures.number(result.bytes() / MEGA / samples.median()),
                    own == null ? "" : Figures.ratio(samples.median() / own.median()));
        });
    }

    private static String ownBeside(String name) {
        return name.startsWith(ToolPull.nameOf("")) ? ToolPull.nameOf(OwnClient.NAME) : ToolPush.nameOf(OwnClient.NAME);
    }

    /** Returns the table of what the embedded registry takes for small things. */
    Table answers() {
        Table table = Table.of("what", "median ms", "min", "max", "n");
        result.answers().forEach((name, samples) -> table.row(List.of(name), samples));
        return table;
    }

    /** Returns the table of the JVM with little memory, and of the many images. */
    Table children() {
        return Table.of("what", "outcome", "push s", "pull s", "peak resident MB")
                .row(
                        "layer, both ends with " + RegistryRun.HEAP,
                        result.memory().outcome(),
                        Figures.number(result.memory().write()),
                        Figures.number(result.memory().read()),
                        Figures.megabytes(result.memory().peakResident()))
                .row(
                        ManyImagesChild.IMAGES + " images by " + ManyImagesChild.THREADS + " threads",
                        result.many().toString(),
                        Figures.number(result.many().push()),
                        Figures.number(result.many().pull()),
                        "");
    }
}
