package dev.dockdash.testregistry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("measures time")
class LatencyTest {

    private static final int ROUNDS = 3;

    /** An answer that waits for a delayed acknowledgement takes 40 ms: fifty in any round take two seconds. */
    @Test
    void fiftySmallGetsOnOneConnectionTakeLessThanHalfASecond() throws IOException {
        try (EmbeddedRegistry registry = EmbeddedRegistry.start();
                Socket socket = new Socket("localhost", registry.uri().getPort())) {
            byte[] manifest = new HttpApi(registry).pushImage("web", "1");

            Stream.Builder<Duration> rounds = Stream.builder();
            for (int round = 0; round < ROUNDS; round++) {
                long start = System.nanoTime();
                getFifty(socket, manifest);
                rounds.add(Duration.ofNanos(System.nanoTime() - start));
            }

            assertThat(rounds.build().sorted().findFirst().orElseThrow()).isLessThan(Duration.ofMillis(500));
        }
    }

    private static void getFifty(Socket socket, byte[] manifest) throws IOException {
        for (int i = 0; i < 50; i++) {
            socket.getOutputStream()
                    .write(HttpApi.bytes("GET /v2/web/manifests/1 HTTP/1.1\r\nHost: localhost\r\n\r\n"));
            assertThat(readHead(socket.getInputStream())).startsWith("HTTP/1.1 200");
            assertThat(socket.getInputStream().readNBytes(manifest.length)).isEqualTo(manifest);
        }
    }

    private static String readHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append(readChar(in));
        }
        return head.toString();
    }

    private static char readChar(InputStream in) throws IOException {
        int next = in.read();
        if (next < 0) {
            throw new EOFException("The connection was closed within an answer");
        }
        return (char) next;
    }
}
