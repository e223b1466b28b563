package dev.dockdash.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An installed program, with the options that each call of it begins with. */
record Tool(String program, List<String> options) {

    private static final long DEADLINE_SECONDS = 120;

    Tool {
        options = List.copyOf(options);
    }

    static Tool named(String program, String... options) {
        return new Tool(program, List.of(options));
    }

    /** What a program said, and how it ended. */
    record Outcome(String command, int exitCode, String output, String errors) {

        /** Returns the output, without white space at its ends, of a program that ended well. */
        String text() {
            if (exitCode != 0) {
                throw new IllegalStateException(command + " ended with " + exitCode + ": " + errors + output);
            }
            return output.strip();
        }
    }

    /** Runs the program to its end and returns its output. */
    String run(String... arguments) throws IOException, InterruptedException {
        return attempt(arguments).text();
    }

    /** Runs the program to its end, however it ends. */
    Outcome attempt(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(options);
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile("dockdash-interop", ".out");
        Path errors = Files.createTempFile("dockdash-interop", ".err");
        try {
            Process process = start(new ProcessBuilder(command)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile()));
            if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                throw new IllegalStateException(
                        command + " did not end within " + DEADLINE_SECONDS + " s: " + Files.readString(errors));
            }
            return new Outcome(
                    String.join(" ", command), process.exitValue(), Files.readString(output), Files.readString(errors));
        } finally {
            Files.delete(output);
            Files.delete(errors);
        }
    }

    private Process start(ProcessBuilder builder) throws IOException {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new IOException(program + " is not installed: it is one of the tools that these tests need", e);
        }
    }
}
