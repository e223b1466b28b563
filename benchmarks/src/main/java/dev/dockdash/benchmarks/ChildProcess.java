package dev.dockdash.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(args));
        return run(command);
    }

    /**
     * Runs a program and returns all that it printed.
     *
     * @throws IOException if it cannot be started or fails; the message has what it printed
     */
    static String run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (InputStream printed = process.getInputStream()) {
            String text = new String(printed.readAllBytes(), StandardCharsets.UTF_8);
            int exit = process.waitFor();
            if (exit != 0) {
                throw new IOException(
                        "Running " + command.get(0) + ": expected exit code 0 but was " + exit + ": " + text);
            }
            return text;
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while " + command.get(0) + " ran");
        }
    }
}
