package dev.dockdash.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Measures what test classes with images take more than others, in a JVM that is warm and in fresh ones. */
final class JunitRun {

    static final String EMPTY = "empty class";
    static final String FIRST = "class with an image of 1 KiB";
    static final String SECOND = "class with the image of another";
    static final String CONTAINER = FIRST + ", Testcontainers";

    private static final Pattern STEP = Pattern.compile("([0-9.]+) ([0-9]+ [0-9]+) (.+)");

    private final Effort effort;
    private final Path scratch;

    /**
     * Prepares a run.
     *
     * @param scratch an empty folder
     */
    JunitRun(Effort effort, Path scratch) {
        this.effort = effort;
        this.scratch = scratch;
    }

    /** Measures everything about the JUnit extension. */
    static void measure(Effort effort, Path folder, Measurement.Progress progress) throws IOException {
        progress.at("test classes");
        try (Scratch scratch = Scratch.in(folder)) {
            progress.found(new JunitReport(new JunitRun(effort, scratch.path()).run()));
        }
    }

    JunitResult run() throws IOException {
        Race.Rounds rounds = effort.testClasses();
        int images = rounds.warmups() + rounds.counted();
        TestClasses classes = TestClasses.compile(images, Files.createDirectory(scratch.resolve("classes")));
        Optional<String> withoutContainers = loadRegistry();
        List<FreshJvm> jvms = jvms(classes, withoutContainers.isEmpty());
        Race race = new Race();
        jvms.forEach(jvm -> race.add(jvm, effort.freshJvms()));
        Map<String, Samples> fresh = race.run();
        Map<String, ClassLoading> classLoading = new LinkedHashMap<>();
        jvms.forEach(jvm -> classLoading.put(jvm.name(), jvm.classLoading()));
        return new JunitResult(warm(classes, rounds), fresh, classLoading, steps(), withoutContainers.orElse(""));
    }

    private Optional<String> loadRegistry() throws IOException {
        try {
            EngineRegistry.load(Files.createDirectory(scratch.resolve("engine")));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(
                    e.getMessage() == null
                            ? e.toString()
                            : e.getMessage().lines().findFirst().orElse(""));
        }
    }

    /** Each class with the next ones in turns, so that a machine that grows slower does so for all. */
    private Map<String, Samples> warm(TestClasses classes, Race.Rounds rounds) throws IOException {
        List<String> tests = new ArrayList<>();
        int images = rounds.warmups() + rounds.counted();
        for (int i = 0; i < images; i++) {
            tests.addAll(List.of(TestClasses.first(i), TestClasses.second(i), TestClasses.empty(i)));
        }
        List<Double> seconds = new ArrayList<>();
        ChildProcess.runJava(
                        ClassLoading.OPTIONS,
                        classes.classPath(),
                        FreshJvm.environment(scratch.resolve("warm")),
                        TestClassesChild.class,
                        tests.toArray(String[]::new))
                .lines()
                .limit(tests.size())
                .forEach(line -> seconds.add(Double.parseDouble(line)));
        Map<String, Samples> samples = new LinkedHashMap<>();
        List<String> kinds = List.of(FIRST, SECOND, EMPTY);
        for (int kind = 0; kind < kinds.size(); kind++) {
            List<Double> own = new ArrayList<>();
            for (int i = rounds.warmups(); i < images; i++) {
                own.add(seconds.get(i * kinds.size() + kind));
            }
            samples.put(kinds.get(kind), new Samples(own));
        }
        return samples;
    }

    private List<FreshJvm> jvms(TestClasses classes, boolean containers) throws IOException {
        Path cache = Files.createDirectory(scratch.resolve("fresh"));
        List<FreshJvm> jvms = new ArrayList<>();
        jvms.add(new FreshJvm(EMPTY, classes, TestClasses.EMPTY, cache));
        jvms.add(new FreshJvm(FIRST, classes, TestClasses.first(0), cache));
        if (containers) {
            jvms.add(new FreshJvm(CONTAINER, classes, TestClasses.CONTAINER, cache));
        }
        return jvms;
    }

    private List<JunitResult.Step> steps() throws IOException {
        Map<String, List<Double>> seconds = new LinkedHashMap<>();
        Map<String, ClassLoading> loaded = new LinkedHashMap<>();
        for (int i = 0; i < effort.freshJvms().counted(); i++) {
            String printed = ChildProcess.runJava(
                    ClassLoading.OPTIONS,
                    System.getProperty("java.class.path"),
                    FreshJvm.environment(scratch.resolve("steps" + i)),
                    FirstStepsChild.class);
            printed.lines().map(STEP::matcher).filter(Matcher::matches).forEach(step -> {
                String what = step.group(3);
                seconds.computeIfAbsent(what, absent -> new ArrayList<>()).add(Double.parseDouble(step.group(1)));
                loaded.put(what, ClassLoading.parse(step.group(2)));
            });
        }
        List<JunitResult.Step> steps = new ArrayList<>();
        loaded.forEach((what, loading) ->
                steps.add(new JunitResult.Step(what, new Samples(seconds.getOrDefault(what, List.of())), loading)));
        return steps;
    }
}
