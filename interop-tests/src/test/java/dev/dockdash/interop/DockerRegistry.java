package dev.dockdash.interop;

import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Debian's docker-registry on a port of the loopback address. */
final class DockerRegistry implements AutoCloseable {

    private static final long DEADLINE_SECONDS = 30;

    private final Process process;
    private final String hostAndPort;

    private DockerRegistry(Process process, String hostAndPort) {
        this.process = process;
        this.hostAndPort = hostAndPort;
    }

    /** Starts a registry that keeps its blobs in a folder, and waits until it answers. */
    static DockerRegistry start(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        int port = freePort();
        Path config = Files.writeString(folder.resolve("config.yml"), """
                version: 0.1
                log: {level: error}
                storage:
                  filesystem: {rootdirectory: "%s"}
                  delete: {enabled: true}
                http: {addr: "127.0.0.1:%d"}
                """.formatted(folder.resolve("data"), port));
        Process process = start(new ProcessBuilder("docker-registry", "serve", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile()));
        DockerRegistry registry = new DockerRegistry(process, "localhost:" + port);
        registry.awaitAnswer(folder.resolve("log"));
        return registry;
    }

    String hostAndPort() {
        return hostAndPort;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private static Process start(ProcessBuilder builder) throws IOException {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new IOException("docker-registry is not installed: install Debian's package of that name", e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitAnswer(Path log) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (!answers()) {
            boolean ended = process.waitFor(20, TimeUnit.MILLISECONDS);
            if (ended || System.nanoTime() > deadline) {
                process.destroyForcibly();
                throw new IOException("docker-registry did not answer: " + Files.readString(log));
            }
        }
    }

    private boolean answers() throws IOException {
        URI uri = URI.create("http://" + hostAndPort + "/v2/");
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        try {
            return connection.getResponseCode() > 0;
        } catch (ConnectException e) {
            return false;
        } finally {
            connection.disconnect();
        }
    }
}
