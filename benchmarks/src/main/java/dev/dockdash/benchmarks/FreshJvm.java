package dev.dockdash.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A JVM from its start to its end, which runs one test class; the cache of images is empty. */
final class FreshJvm implements Contender {

    private final String name;
    private final TestClasses classes;
    private final String test;
    private final Path folder;
    private String printed = "";

    /**
     * Prepares one.
     *
     * @param name what the tables call it
     * @param test the class
     * @param folder a folder whose contents go away after each run
     */
    FreshJvm(String name, TestClasses classes, String test, Path folder) {
        this.name = name;
        this.classes = classes;
        this.test = test;
        this.folder = folder;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void run() throws IOException {
        printed = ChildProcess.runJava(
                ClassLoading.OPTIONS, classes.classPath(), environment(folder), TestClassesChild.class, test);
    }

    /** Returns the variables of children: a cache of their own, and no helper containers, whose images need the network. */
    static Map<String, String> environment(Path cache) {
        return Map.of(
                "DOCKDASH_CACHE", cache.toString(),
                "TESTCONTAINERS_RYUK_DISABLED", "true",
                "TESTCONTAINERS_HOST_OVERRIDE", "localhost");
    }

    @Override
    public void reset() throws IOException {
        new Scratch(folder).close();
        Files.createDirectory(folder);
    }

    /** Returns what the last JVM did to load classes. */
    ClassLoading classLoading() {
        List<String> lines = printed.lines().toList();
        return ClassLoading.parse(lines.get(lines.size() - 1));
    }
}
