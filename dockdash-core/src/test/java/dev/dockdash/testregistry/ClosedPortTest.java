package dev.dockdash.testregistry;

import static dev.dockdash.testregistry.HttpApi.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dockdash.oci.Digest;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** Nobody is at a port that was given up; while other tests run, one of them may be given it. */
@Isolated
@Timeout(60)
class ClosedPortTest {

    private static final byte[] BLOB = bytes(200_000, 9);
    private static final String BLOB_PATH = "/v2/web/blobs/" + Digest.of(BLOB);

    private EmbeddedRegistry registry;
    private FaultProxy proxy;

    @BeforeEach
    void start() throws IOException {
        registry = EmbeddedRegistry.start();
        new HttpApi(registry).pushBlob("web", BLOB);
        proxy = FaultProxy.before(registry.hostAndPort());
    }

    @AfterEach
    void stop() {
        proxy.close();
        registry.close();
    }

    @Test
    void closedRegistryFreesThePort() {
        registry.close();
        registry.close();
        assertThatExceptionOfType(ConnectException.class)
                .isThrownBy(() -> new Socket("localhost", registry.uri().getPort()).close());
    }

    @Test
    void registryThatIsNotThereBreaksTheConnection() throws IOException {
        registry.close();
        try (RawConnection connection = connect()) {
            assertThat(connection.in().read()).isEqualTo(-1);
        }
    }

    @Test
    void closedProxyLeavesNothingBehind() throws IOException {
        String prefix = "dockdash-proxy-" + proxy.hostAndPort().substring("localhost:".length()) + "-";
        proxy.fail(ConnectionFault.stall());
        try (RawConnection idle = connect();
                RawConnection stalled = connect()) {
            stalled.send("GET", BLOB_PATH);
            idle.send("HEAD", BLOB_PATH);
            assertThat(threads(prefix)).isNotEmpty();

            proxy.close();
            proxy.close();

            assertThat(threads(prefix)).isEmpty();
            assertThatExceptionOfType(ConnectException.class)
                    .isThrownBy(() -> connect().close());
        }
    }

    private RawConnection connect() throws IOException {
        return new RawConnection(proxy.hostAndPort());
    }

    private static List<String> threads(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith(prefix))
                .toList();
    }
}
