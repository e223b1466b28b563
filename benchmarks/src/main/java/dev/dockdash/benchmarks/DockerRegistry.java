package dev.dockdash.benchmarks;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Debian's docker-registry on a port of the loopback address. */
final class DockerRegistry implements AutoCloseable {

    static final String PROGRAM = "docker-registry";

    private static final long DEADLINE_SECONDS = 30;
    private static final int PAUSE_MILLIS = 20;

    private final Process process;
    private final int port;

    private DockerRegistry(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts a registry that keeps all in a folder, and waits until it answers; the caller closes it.
     *
     * @throws IOException if it ends or does not answer; the message has what it printed
     */
    static DockerRegistry start(Path folder) throws IOException {
        int port = freePort();
        Path config = Files.writeString(folder.resolve("config.yml"), """
                version: 0.1
                log: {level: error, accesslog: {disabled: true}}
                storage:
                  filesystem: {rootdirectory: "%s"}
                http: {addr: "127.0.0.1:%d"}
                """.formatted(folder.resolve("data"), port));
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(PROGRAM, "serve", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        DockerRegistry registry = new DockerRegistry(process, port);
        registry.awaitAnswer(log);
        return registry;
    }

    String hostAndPort() {
        return "localhost:" + port;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitAnswer(Path log) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        try {
            while (!answers()) {
                if (process.waitFor(PAUSE_MILLIS, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                    close();
                    throw new IOException("Starting " + PROGRAM + ": expected an answer within " + DEADLINE_SECONDS
                            + " s but had none: " + Files.readString(log));
                }
            }
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while " + PROGRAM + " started");
        }
    }

    private boolean answers() throws IOException {
        try (PlainConnection connection = PlainConnection.to(port)) {
            connection.get("/v2/");
            return true;
        } catch (ConnectException e) {
            return false;
        }
    }
}
