package dev.dockdash.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerProbeTest {

    private static final String STEP = ". Set disabledWithoutDocker = true to skip, or use the embedded registry.";

    @TempDir
    private Path home;

    private DockerProbe probe(Map<String, String> environment, Duration deadline) {
        return new DockerProbe(environment, home, deadline);
    }

    private DockerProbe probe(String host) {
        return probe(Map.of("DOCKER_HOST", host), Duration.ofSeconds(20));
    }

    @Test
    void findsAnEngineThatAnswers() throws Exception {
        assertThat(probeOf("HTTP/1.1 200 OK\r\n\r\nOK")).isEmpty();
    }

    @Test
    void takesNothingElseForAnEngine() throws Exception {
        assertThat(probeOf("SSH-2.0-OpenSSH_9.2p1\r\n")).contains("(answered no HTTP after N ms; from DOCKER_HOST)");
        assertThat(probeOf("")).contains("(answered no HTTP after N ms; from DOCKER_HOST)");
    }

    /** Returns what the probe says of a socket with that answer. */
    private String probeOf(String answer) throws Exception {
        Path socket = home.resolve("docker.sock");
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            Future<?> served = executor.submit(() -> {
                try (SocketChannel client = server.accept()) {
                    client.read(ByteBuffer.allocate(1024));
                    return client.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.US_ASCII)));
                }
            });
            String problem = probe("unix://" + socket).problem().orElse("");
            served.get();
            return problem.replaceAll("after [0-9]+ ms", "after N ms");
        } finally {
            executor.shutdownNow();
            Files.delete(socket);
        }
    }

    @Test
    void givesUpOnAnEngineThatNeverAnswers() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String host = "tcp://localhost:" + silent.getLocalPort();

            assertThat(probe(Map.of("DOCKER_HOST", host), Duration.ofMillis(50))
                            .problem()
                            .orElseThrow())
                    .startsWith("No Docker at " + host + " (no answer after ")
                    .endsWith(" ms; from DOCKER_HOST)" + STEP);
        }
    }

    @Test
    void saysThatThereIsNoSocket() {
        Path missing = home.resolve("missing.sock");

        assertThat(probe("unix://" + missing).problem().orElseThrow())
                .startsWith("No Docker at unix://" + missing + " (no such file after ")
                .endsWith(" ms; from DOCKER_HOST)" + STEP);
    }

    @Test
    void saysThatTheConnectionIsRefused() throws IOException {
        ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        closed.close();

        assertThat(probe("tcp://127.0.0.1:" + closed.getLocalPort()).problem().orElseThrow())
                .contains(" (connection refused after ");
    }

    @Test
    void saysThatTheVariableIsNoUri() {
        assertThat(probe("not a uri").problem())
                .contains("No Docker: DOCKER_HOST is not a URI. Unset it or correct it.");
    }

    @Test
    void leavesWhatItCannotAskToTestcontainers() {
        assertThat(probe("ssh://user@host").problem()).isEmpty();
        assertThat(probe("npipe:////./pipe/docker_engine").problem()).isEmpty();
    }

    @Test
    void asksOnceOnly() {
        AtomicInteger asked = new AtomicInteger();
        Containers containers = new Containers(true, () -> Optional.of("No Docker " + asked.incrementAndGet()));

        assertThat(containers.problem()).contains("No Docker 1").isEqualTo(containers.problem());
    }
}
