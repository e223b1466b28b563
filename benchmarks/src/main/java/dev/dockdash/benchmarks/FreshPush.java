package dev.dockdash.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A JVM from its start to its end, which builds an image of one layer and pushes it into a fresh repository. */
final class FreshPush implements Contender {

    private final String name;
    private final Class<?> main;
    private final List<String> options;
    private final Setting setting;
    private final List<Long> peaks = new ArrayList<>();
    private Scratch folder;
    private int runs;

    /**
     * What all have in common.
     *
     * @param classPath where the classes are
     * @param source the folder of the fixture
     * @param hostAndPort the registry
     * @param parent a folder for caches
     */
    record Setting(String classPath, Path source, String hostAndPort, Path parent) {}

    /**
     * Prepares one.
     *
     * @param name what the tables call it; no other has it, because its repositories are named after it
     * @param main the class with the main method
     * @param options of the JVM
     */
    FreshPush(String name, Class<?> main, List<String> options, Setting setting) throws IOException {
        this.name = name;
        this.main = main;
        this.options = options;
        this.setting = setting;
        this.folder = Scratch.in(setting.parent());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void run() throws IOException {
        String repository = "fresh/" + name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-") + runs++;
        String printed = ChildProcess.runJava(
                options,
                setting.classPath(),
                Map.of(),
                main,
                setting.source().toString(),
                folder.path().toString(),
                setting.hostAndPort(),
                repository);
        peaks.add(Long.parseLong(printed.lines().reduce("", (first, last) -> last)));
    }

    @Override
    public void reset() throws IOException {
        folder.close();
        folder = Scratch.in(setting.parent());
    }

    /** Returns the most memory that any of the JVMs had, in bytes. */
    long peakResident() {
        return peaks.stream().mapToLong(Long::longValue).max().orElse(0);
    }
}
