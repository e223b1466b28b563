package dev.dockdash.testregistry;

import static dev.dockdash.testregistry.HttpApi.bytes;
import static dev.dockdash.testregistry.HttpApi.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.oci.Digest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ShutdownTest {

    private static final byte[] BLOB = bytes(100_000, 5);

    @TempDir
    private Path directory;

    @Test
    void closeWaitsForARunningRequestAndRefusesNewOnes() throws Exception {
        EmbeddedRegistry registry = start(Duration.ofMinutes(1));
        HttpApi api = new HttpApi(registry);
        String upload = api.startUpload("web");
        try (Socket running = connect(registry);
                Socket late = connect(registry)) {
            sendHalf(running, upload);
            awaitHalf(api, upload);
            CompletableFuture<Void> closing = CompletableFuture.runAsync(registry::close);

            assertThat(firstRefusal(late)).isEqualTo("HTTP/1.1 503 Service Unavailable");
            assertThat(closing).isNotDone();
            running.getOutputStream().write(BLOB, 50_000, 50_000);

            assertThat(statusLine(running)).isEqualTo("HTTP/1.1 201 Created");
            closing.join();
        }
        assertThat(isEmpty(directory)).isTrue();
    }

    @Test
    void closeGivesUpOnARequestThatStalls() throws IOException {
        EmbeddedRegistry registry = start(Duration.ofMillis(1));
        HttpApi api = new HttpApi(registry);
        String upload = api.startUpload("web");
        try (Socket stalled = connect(registry)) {
            sendHalf(stalled, upload);
            awaitHalf(api, upload);

            registry.close();

            assertThat(stalled.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(isEmpty(directory)).isTrue();
    }

    private EmbeddedRegistry start(Duration closeTimeout) throws IOException {
        return EmbeddedRegistry.builder()
                .directory(directory)
                .closeTimeout(closeTimeout)
                .start();
    }

    private static Socket connect(EmbeddedRegistry registry) throws IOException {
        return new Socket("localhost", registry.uri().getPort());
    }

    private static void sendHalf(Socket socket, String upload) throws IOException {
        socket.getOutputStream()
                .write(bytes("PUT %s?digest=%s HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n"
                        .formatted(upload, Digest.of(BLOB))));
        socket.getOutputStream().write(BLOB, 0, 50_000);
    }

    private static void awaitHalf(HttpApi api, String upload) {
        while (!header(api.get(upload), "Range").equals("0-49999")) {
            Thread.onSpinWait();
        }
    }

    /** Asks on one connection, which stays open, until the registry answers that it is closing. */
    private static String firstRefusal(Socket socket) throws IOException {
        String status = "HTTP/1.1 200 OK";
        while (status.equals("HTTP/1.1 200 OK")) {
            socket.getOutputStream().write(bytes("HEAD /v2/ HTTP/1.1\r\nHost: localhost\r\n\r\n"));
            status = statusLine(socket);
        }
        return status;
    }

    private static String statusLine(Socket socket) throws IOException {
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        String status = reader.readLine();
        while (!reader.readLine().isEmpty()) {
            // The headers do not matter.
        }
        return status;
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> children = Files.list(directory)) {
            return children.findAny().isEmpty();
        }
    }
}
