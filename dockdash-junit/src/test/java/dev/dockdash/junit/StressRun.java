package dev.dockdash.junit;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Runs many generated test classes in parallel in a JVM of its own, and prints what is left of them. */
final class StressRun {

    private static final int CLASSES = 200;
    private static final Duration SETTLE = Duration.ofSeconds(10);
    private static final int STATE = 3;
    private static final int INODE = 9;
    private static final String LISTENING = "0A";

    private StressRun() {}

    /** Takes an empty folder for classes; temporary files go to {@code java.io.tmpdir}. */
    public static void main(String[] arguments) throws Exception {
        Path classes = Path.of(arguments[0]);
        compile(classes);
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, StressRun.class.getClassLoader())) {
            Class<?>[] cases = new Class<?>[CLASSES];
            for (int i = 0; i < CLASSES; i++) {
                cases[i] = loader.loadClass("stress.Stress" + i + "TestCase");
            }
            System.out.println(
                    "passed: " + CaseRun.inParallel(cases).passes(CLASSES * 3L).testsStarted());
        }
        System.out.println("threads: " + threads());
        System.out.println("folders: " + folders());
        System.out.println("sockets: " + sockets());
    }

    /** Returns the threads that do not end: ours, and those that keep a JVM alive. */
    private static List<String> threads() throws InterruptedException {
        List<String> left = new ArrayList<>();
        long deadline = System.nanoTime() + SETTLE.toNanos();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            String name = thread.getName();
            boolean counts = name.startsWith("dockdash") || !thread.isDaemon();
            if (counts && thread != Thread.currentThread() && !name.equals("DestroyJavaVM")) {
                thread.join(Math.max(
                        1, Duration.ofNanos(deadline - System.nanoTime()).toMillis()));
                if (thread.isAlive()) {
                    left.add(name);
                }
            }
        }
        return left;
    }

    private static List<String> folders() throws IOException {
        try (Stream<Path> left = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return left.map(path -> path.getFileName().toString())
                    .filter(name -> name.startsWith("dockdash"))
                    .sorted()
                    .toList();
        }
    }

    /** Counts listening sockets in the table of this process's network namespace that belong to it. */
    private static long sockets() throws IOException {
        List<String> own = new ArrayList<>();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            descriptors.forEach(descriptor -> own.add(target(descriptor)));
        }
        long listening = 0;
        for (String table : List.of("/proc/self/net/tcp", "/proc/self/net/tcp6")) {
            for (String line : Files.readAllLines(Path.of(table))) {
                String[] fields = line.strip().split("\\s+", -1);
                if (fields[STATE].equals(LISTENING) && own.contains("socket:[" + fields[INODE] + "]")) {
                    listening++;
                }
            }
        }
        return listening;
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return "";
        }
    }

    private static void compile(Path classes) throws IOException {
        List<Source> sources = new ArrayList<>();
        for (int i = 0; i < CLASSES; i++) {
            sources.add(new Source(i));
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options =
                List.of("-d", classes.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none");
        if (!compiler.getTask(null, null, null, options, null, sources).call()) {
            throw new IOException("The generated classes cannot be compiled");
        }
    }

    /** A test class with a registry and an image of its own beside the shared ones. */
    private static final class Source extends SimpleJavaFileObject {

        private final int number;

        Source(int number) {
            super(URI.create("string:///stress/Stress" + number + "TestCase.java"), Kind.SOURCE);
            this.number = number;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return """
                    package stress;

                    import dev.dockdash.junit.*;
                    import org.junit.jupiter.api.*;

                    @BuildImage(value = "images/web", env = "GROUP=%2$d")
                    public class Stress%1$dTestCase {
                        @EphemeralRegistry("own") static TestRegistry own;
                        @BuildImage(value = "images/db", env = "NUMBER=%1$d", registry = "own") PushedImage db;

                        @Test void shared(@ImageRef("web") PushedImage web) throws Exception {
                            StressChecks.check(web, "GROUP", "%2$d");
                        }

                        @Test void ofInstance() throws Exception {
                            StressChecks.check(db, "NUMBER", "%1$d");
                        }

                        @Test @EphemeralRegistry @BuildImage(name = "bare", env = "NUMBER=%1$d")
                        void ofMethod(@ImageRef("bare") PushedImage bare) throws Exception {
                            StressChecks.check(bare, "NUMBER", "%1$d");
                        }
                    }
                    """.formatted(number, number % 10).replace("StressChecks", "dev.dockdash.junit.StressChecks");
        }
    }
}
