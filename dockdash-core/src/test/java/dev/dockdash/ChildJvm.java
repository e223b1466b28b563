package dev.dockdash;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Programs of the tests in a JVM of their own, with settings that a running JVM cannot change; immutable. */
public final class ChildJvm {

    private final List<String> wrapper;
    private final List<String> options;
    private final Map<String, String> environment;

    private ChildJvm(List<String> wrapper, List<String> options, Map<String, String> environment) {
        this.wrapper = wrapper;
        this.options = options;
        this.environment = environment;
    }

    /** Returns a JVM that starts quickly and has this JVM's class path, but not its locale. */
    public static ChildJvm plain() {
        return new ChildJvm(List.of(), List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"), Map.of())
                .environment("LC_ALL", "C.UTF-8");
    }

    /** Returns this one with more options of {@code java}. */
    public ChildJvm options(String... more) {
        return new ChildJvm(wrapper, with(options, more), environment);
    }

    /** Returns this one with one more environment variable. */
    public ChildJvm environment(String variable, String value) {
        Map<String, String> more = new TreeMap<>(environment);
        more.put(variable, value);
        return new ChildJvm(wrapper, options, more);
    }

    /** Returns this one with that umask, three octal digits. */
    public ChildJvm umask(String mask) {
        return new ChildJvm(with(wrapper, "sh", "-c", "umask " + mask + "; exec \"$@\"", "sh"), options, environment);
    }

    /** Returns this one with no right to read or write what file permissions forbid, which root has otherwise. */
    public ChildJvm boundByPermissions() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return this;
        }
        String rights = "-dac_override,-dac_read_search";
        return new ChildJvm(
                with(wrapper, "setpriv", "--bounding-set=" + rights, "--inh-caps=" + rights), options, environment);
    }

    /** Starts the {@code main} of a class; its error output is this JVM's. */
    public Process start(Class<?> program, Object... arguments) throws IOException {
        List<String> command = new ArrayList<>(wrapper);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        ProcessBuilder process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        process.environment().putAll(environment);
        return process.start();
    }

    /** Runs the {@code main} of a class to its end and returns the lines it printed; it must succeed. */
    public List<String> run(Class<?> program, Object... arguments) throws IOException, InterruptedException {
        return outputOf(start(program, arguments));
    }

    /** Returns the lines that a process still prints; it must succeed. */
    public static List<String> outputOf(Process process) throws IOException, InterruptedException {
        try (InputStream out = process.getInputStream()) {
            String text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            if (status != 0) {
                throw new AssertionError("The child JVM ended with status " + status + " after printing:\n" + text);
            }
            return text.lines().toList();
        } finally {
            process.destroyForcibly();
        }
    }

    private static List<String> with(List<String> known, String... more) {
        List<String> all = new ArrayList<>(known);
        all.addAll(List.of(more));
        return List.copyOf(all);
    }
}
