package dev.dockdash.testregistry;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A registry in a JVM of its own, which may be killed. */
final class RegistryProcess implements AutoCloseable {

    private final Process process;
    private final URI uri;

    private RegistryProcess(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    static RegistryProcess start(Path directory, String... options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(RegistryProcess.class.getName(), directory.toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        return new RegistryProcess(process, URI.create(output.readLine()));
    }

    URI uri() {
        return uri;
    }

    /** Lets the main thread of the JVM return, without closing the registry. */
    boolean leaveMain() throws IOException, InterruptedException {
        process.getOutputStream().close();
        return process.waitFor(30, TimeUnit.SECONDS);
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** Starts a registry in the directory given and waits for the end of the standard input. */
    public static void main(String[] arguments) throws IOException {
        EmbeddedRegistry registry =
                EmbeddedRegistry.builder().directory(Path.of(arguments[0])).start();
        System.out.println(registry.uri());
        while (System.in.read() >= 0) {
            // Nothing is ever sent.
        }
    }
}
