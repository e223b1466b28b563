package dev.dockdash.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A program that is run to its end. */
final class ChildProcess {

    private ChildProcess() {}

    /**
     * Runs the main method of a class in a JVM like this one and returns all that it printed.
     *
     * @param options of the JVM
     * @throws IOException if it cannot be started or fails; the message has what it printed
     */
    static String runJava(List<String> options, Class<?> main, String... args) throws IOException {
        return runJava(options, System.getProperty("java.class.path"), Map.of(), main, args);
    }

    /** As above, with another class path and additional environment variables. */
    static String runJava(
            List<String> options, String classPath, Map<String, String> environment, Class<?> main, String... args)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(List.of(args));
        ProcessBuilder process = new ProcessBuilder(command);
        process.environment().putAll(environment);
        return run(process);
    }

    /**
     * Runs a program and returns all that it printed.
     *
     * @throws IOException if it cannot be started or fails; the message has what it printed
     */
    static String run(List<String> command) throws IOException {
        return run(new ProcessBuilder(command));
    }

    private static String run(ProcessBuilder command) throws IOException {
        String program = command.command().get(0);
        Process process = command.redirectErrorStream(true).start();
        try (InputStream printed = process.getInputStream()) {
            String text = new String(printed.readAllBytes(), StandardCharsets.UTF_8);
            int exit = process.waitFor();
            if (exit != 0) {
                throw new IOException("Running " + program + ": expected exit code 0 but was " + exit + ": " + text);
            }
            return text;
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while " + program + " ran");
        }
    }
}
