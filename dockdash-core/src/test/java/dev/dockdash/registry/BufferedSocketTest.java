package dev.dockdash.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BufferedSocketTest {

    private ServerSocket server;
    private Socket socket;
    private Socket peer;

    @BeforeEach
    void connect() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        socket = BufferedSocket.FACTORY.createSocket();
        socket.connect(server.getLocalSocketAddress());
        peer = server.accept();
    }

    @AfterEach
    void close() throws IOException {
        socket.close();
        peer.close();
        server.close();
    }

    @Test
    void whatIsWrittenArrivesOnceItIsFlushed() throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(1);
        out.write(new byte[] {2, 3});
        assertThat(peer.getInputStream().available()).isZero();
        out.flush();
        assertThat(peer.getInputStream().readNBytes(3)).containsExactly(1, 2, 3);
    }

    @Test
    void moreIsReadThanIsAskedForAndKept() throws IOException {
        peer.getOutputStream().write(new byte[] {1, 2, 3});
        peer.shutdownOutput();
        assertThat(socket.getInputStream().read()).isEqualTo(1);
        assertThat(socket.getInputStream().readAllBytes()).containsExactly(2, 3);
    }

    @Test
    void theStreamsAreTheSameEachTime() throws IOException {
        assertThat(socket.getInputStream()).isSameAs(socket.getInputStream());
        assertThat(socket.getOutputStream()).isSameAs(socket.getOutputStream());
    }

    @Test
    void closingAStreamClosesTheSocket() throws IOException {
        try (InputStream in = socket.getInputStream()) {
            assertThat(in).isNotNull();
        }
        assertThat(socket.isClosed()).isTrue();
    }

    @Test
    void onlyUnconnectedSocketsAreMade() {
        assertThatIOException()
                .isThrownBy(() -> BufferedSocket.FACTORY.createSocket("localhost", server.getLocalPort()))
                .withMessageContaining("connected later");
    }
}
