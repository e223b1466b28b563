package dev.dockdash.benchmarks;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A figure that is to be reached.
 *
 * @param what what is measured
 * @param expected what it should be, as text
 * @param actual what it is, as text
 * @param held whether it is reached
 */
record Target(String what, String expected, String actual, boolean held) {

    private static final Map<Fixture, Double> COLD_TO_LIMIT =
            new EnumMap<>(Map.of(Fixture.BLOB, 1.3, Fixture.APP, 1.7, Fixture.MANY, 1.7));
    private static final double TINY_COLD_SECONDS = 0.005;
    private static final double WARM_TO_WALK = 1.5;
    private static final double SMALL_WARM_SECONDS = 0.001;
    private static final double TRANSFER_TO_FLOOR = 1.6;
    private static final double START_SECONDS = 0.03;
    private static final double REQUEST_SECONDS = 0.0003;
    private static final double TRANSFER_AGAINST_PEER = 1;
    private static final double FIRST_QUESTION_TO_FLOOR = 1.3;
    private static final double SECOND_QUESTION_SECONDS = 0.001;
    private static final double MIDDLE_TO_FLOOR = 1.05;
    private static final double EXTRACTION_AGAINST_PEER = 3;
    private static final double EXTRACTION_TO_PLAIN = 1.4;
    private static final double FIRST_IMAGE_SECONDS = 0.005;
    private static final double SECOND_IMAGE_SECONDS = 0.001;
    private static final double FRESH_MORE_SECONDS = 0.7;
    private static final double ASSERTION_SECONDS = 0.00005;
    private static final double COLD_AGAINST_PEER = 8;
    private static final double WARM_AGAINST_PEER = 2;

    /** Returns how the targets of a fixture are reached. */
    static List<Target> of(FixtureResult result) {
        Fixture fixture = result.fixture();
        String name = fixture.label();
        double cold = result.coldMedian(ColdBuild.ZSTD_NAME);
        double warm = result.warmMedian(WarmBuild.NAME);
        List<Target> targets = new ArrayList<>();
        Double toLimit = COLD_TO_LIMIT.get(fixture);
        if (toLimit == null) {
            targets.add(atMostSeconds(name + " cold", TINY_COLD_SECONDS, cold));
        } else {
            targets.add(atMost(
                    name + " cold / limit", toLimit, cold / result.limit().median()));
            addPeers(targets, name + " cold", COLD_AGAINST_PEER, result.cold(), cold);
        }
        if (fixture == Fixture.TINY || fixture == Fixture.BLOB) {
            targets.add(atMostSeconds(name + " warm", SMALL_WARM_SECONDS, warm));
        } else {
            targets.add(atMost(name + " warm / bare walk", WARM_TO_WALK, warm / result.warmMedian(BareWalk.NAME)));
        }
        if (fixture != Fixture.TINY) {
            addPeers(targets, name + " warm", WARM_AGAINST_PEER, result.warm(), warm);
        }
        return targets;
    }

    /** Returns whether a fixture was built and read with little memory. */
    static Target of(Fixture fixture, MemoryCheck.Result memory) {
        return ok(fixture.label() + " built and read with " + MemoryCheck.HEAP, memory);
    }

    /** Returns how the targets of registries are reached. */
    static List<Target> of(RegistryResult result) {
        double floor = result.embeddedMedian(HashAndWrite.NAME);
        List<Target> targets = new ArrayList<>();
        for (String name : List.of(ToolPush.nameOf(OwnClient.NAME), ToolPull.nameOf(OwnClient.NAME))) {
            targets.add(atMost(
                    "embedded registry, " + name + " / " + HashAndWrite.NAME,
                    TRANSFER_TO_FLOOR,
                    result.embeddedMedian(name) / floor));
        }
        addTransfers(targets, ToolPush.nameOf(""), result.docker());
        addTransfers(targets, ToolPull.nameOf(""), result.docker());
        result.missing().forEach(program -> targets.add(new Target(program, "here", "missing", false)));
        targets.add(atMostSeconds(
                "embedded registry, " + RegistryStart.NAME, START_SECONDS, result.answerMedian(RegistryStart.NAME)));
        targets.add(atMostSeconds(
                "embedded registry, " + SmallGet.NAME, REQUEST_SECONDS, result.answerMedian(SmallGet.NAME)));
        targets.add(ok("pushed and pulled, both ends with " + RegistryRun.HEAP, result.memory()));
        targets.add(new Target(
                ManyImagesChild.IMAGES + " images pushed and pulled by " + ManyImagesChild.THREADS + " threads",
                "no error, nothing left over",
                result.many().toString(),
                result.many().held()));
        return targets;
    }

    /** Returns how the targets of reading are reached. */
    static List<Target> of(ReadingResult result) {
        List<Target> targets = new ArrayList<>();
        double first = result.questionMedian(Question.FIRST);
        targets.add(atMost(
                Question.FIRST + " / " + DecompressAndHash.NAME,
                FIRST_QUESTION_TO_FLOOR,
                first / result.questionMedian(DecompressAndHash.NAME)));
        targets.add(atMostSeconds(Question.SECOND, SECOND_QUESTION_SECONDS, result.questionMedian(Question.SECOND)));
        targets.add(atMost(
                MiddleFile.NAME + " / " + PlainDecompression.NAME,
                MIDDLE_TO_FLOOR,
                result.questionMedian(MiddleFile.NAME) / result.questionMedian(PlainDecompression.NAME)));
        result.extractions().forEach((fixture, samples) -> {
            String name = fixture.label() + " extracted";
            double own = ReadingResult.median(samples, ReadingRun.EXTRACTION);
            targets.add(atMost(
                    name + " / " + ReadingRun.PLAIN,
                    EXTRACTION_TO_PLAIN,
                    own / ReadingResult.median(samples, ReadingRun.PLAIN)));
            Samples peer = samples.get(ReadingRun.UMOCI);
            if (peer != null) {
                double cold = ReadingResult.median(samples, ReadingRun.COLD_EXTRACTION);
                targets.add(atLeast(
                        name + ", " + ReadingRun.UMOCI + " / ours, never read before",
                        EXTRACTION_AGAINST_PEER,
                        peer.median() / cold));
            }
        });
        result.missing().forEach(program -> targets.add(new Target(program, "here", "missing", false)));
        result.memory()
                .forEach((fixture, memory) ->
                        targets.add(ok(fixture.label() + " asked and extracted with " + MemoryCheck.HEAP, memory)));
        return targets;
    }

    /** Returns how the targets of the JUnit extension are reached. */
    static List<Target> of(JunitResult result) {
        return List.of(
                atMostSeconds("warm JVM, " + JunitRun.FIRST, FIRST_IMAGE_SECONDS, result.warmMedian(JunitRun.FIRST)),
                atMostSeconds("warm JVM, " + JunitRun.SECOND, SECOND_IMAGE_SECONDS, result.warmMedian(JunitRun.SECOND)),
                atMostSeconds(
                        "fresh JVM, " + JunitRun.FIRST + ", more than " + JunitRun.EMPTY,
                        FRESH_MORE_SECONDS,
                        result.more(JunitRun.FIRST)));
    }

    /** Returns how fast assertions are. */
    static Target ofAssertions(Samples samples) {
        return atMostSeconds(AssertionsRun.NAME, ASSERTION_SECONDS, samples.median());
    }

    /** Adds how each tool compares with ours in the direction that its name begins with. */
    private static void addTransfers(List<Target> targets, String direction, Map<String, Samples> samples) {
        Samples own = samples.get(direction + OwnClient.NAME);
        if (own == null) {
            return;
        }
        samples.forEach((name, peer) -> {
            if (name.startsWith(direction) && !name.equals(direction + OwnClient.NAME)) {
                targets.add(atLeast(
                        DockerRegistry.PROGRAM + ", " + name + " / ours",
                        TRANSFER_AGAINST_PEER,
                        peer.median() / own.median()));
            }
        });
    }

    private static void addPeers(
            List<Target> targets, String what, double bound, Map<String, Samples> samples, double own) {
        samples.forEach((name, peer) -> {
            if (name.equals(JibLayer.NAME) || name.equals(JibImage.NAME)) {
                targets.add(atLeast(what + ", " + name + " / ours", bound, peer.median() / own));
            }
        });
    }

    private static Target ok(String what, MemoryCheck.Result memory) {
        return new Target(
                what, MemoryCheck.OK, memory.outcome(), memory.outcome().equals(MemoryCheck.OK));
    }

    private static Target atMost(String what, double bound, double actual) {
        return new Target(what, "at most " + Figures.ratio(bound), Figures.ratio(actual), actual <= bound);
    }

    private static Target atLeast(String what, double bound, double actual) {
        return new Target(what, "at least " + Figures.ratio(bound), Figures.ratio(actual), actual >= bound);
    }

    private static Target atMostSeconds(String what, double bound, double actual) {
        return new Target(
                what, "at most " + Figures.millis(bound) + " ms", Figures.millis(actual) + " ms", actual <= bound);
    }
}
