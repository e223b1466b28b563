package dev.dockdash.testregistry;

import static dev.dockdash.testregistry.HttpApi.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.dockdash.oci.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class FaultProxyTest {

    private static final byte[] BLOB = bytes(200_000, 9);
    private static final String BLOB_PATH = "/v2/web/blobs/" + Digest.of(BLOB);
    private static final Duration LONG = Duration.ofSeconds(50);

    private EmbeddedRegistry registry;
    private FaultProxy proxy;
    private HttpApi api;

    @BeforeEach
    void start() throws IOException {
        registry = EmbeddedRegistry.start();
        new HttpApi(registry).pushBlob("web", BLOB);
        proxy = FaultProxy.before(registry.hostAndPort());
        api = new HttpApi(URI.create("http://" + proxy.hostAndPort()));
    }

    @AfterEach
    void stop() {
        proxy.close();
        registry.close();
    }

    @Test
    void withoutAFaultEverythingPasses() {
        byte[] manifest = api.pushImage("web", "1");

        assertThat(api.get("/v2/web/manifests/1").body()).isEqualTo(manifest);
        assertThat(api.get(BLOB_PATH).body()).isEqualTo(BLOB);
        assertThat(api.head(BLOB_PATH).statusCode()).isEqualTo(200);
        HttpResponse<byte[]> chunked = api.send(
                "PUT",
                api.startUpload("other") + "?digest=" + Digest.of(BLOB),
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(BLOB)));
        assertThat(chunked.statusCode()).isEqualTo(201);
        assertThat(api.get("/v2/other/blobs/" + Digest.of(BLOB)).body()).isEqualTo(BLOB);
        assertThat(proxy.hostAndPort()).matches("localhost:[1-9][0-9]*").isNotEqualTo(registry.hostAndPort());
    }

    @Test
    void bytesAndConnectionsAreCounted() throws IOException {
        try (RawConnection connection = connect()) {
            connection.send("GET", "/v2/").readHead();
            connection.in().readNBytes(2);
            String head = connection.send("GET", BLOB_PATH).readHead();
            assertThat(connection.in().readNBytes(BLOB.length)).isEqualTo(BLOB);

            assertThat(proxy.connections()).isEqualTo(1);
            assertThat(proxy.requestBytes())
                    .isEqualTo(("GET /v2/ HTTP/1.1\r\nHost: localhost\r\n\r\nGET " + BLOB_PATH
                                    + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                            .length());
            assertThat(proxy.responseBytes()).isGreaterThan(head.length() + BLOB.length);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100_000, 199_999})
    void answerIsResetAtAByte(int index) throws IOException {
        proxy.fail(ConnectionFault.reset().atResponseByte(index).on("GET", "/v2/*/blobs/*"));
        try (RawConnection connection = connect()) {
            assertThat(connection.send("HEAD", BLOB_PATH).readHead()).startsWith("HTTP/1.1 200");
            connection.send("GET", BLOB_PATH);

            assertThatExceptionOfType(SocketException.class)
                    .isThrownBy(() -> connection.in().readAllBytes())
                    .withMessage("Connection reset");
        }
        assertThat(proxy.pendingFaults()).isEmpty();
        assertThat(api.get(BLOB_PATH).body()).isEqualTo(BLOB);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100_000, 199_999})
    void answerIsCutAtAByte(int index) throws IOException {
        proxy.fail(ConnectionFault.close().atResponseByte(index));
        try (RawConnection connection = connect()) {
            assertThat(connection.send("GET", BLOB_PATH).readHead()).contains("Content-Length: 200000\r\n");
            assertThat(connection.in().readAllBytes()).isEqualTo(Arrays.copyOf(BLOB, index));
        }
    }

    @Test
    void faultWithoutAPlaceStrikesBeforeTheAnswerToWhatWasDone() throws IOException {
        String upload = api.startUpload("web");
        proxy.fail(ConnectionFault.close().on("PUT", "/v2/web/blobs/uploads/*"));
        try (RawConnection connection = connect()) {
            connection.sendHead("PUT", upload + "?digest=" + Digest.of(bytes("new")), 3);
            assertThat(connection.write(bytes("new")).in().read()).isEqualTo(-1);
        }
        assertThat(api.get("/v2/web/blobs/" + Digest.of(bytes("new"))).body()).isEqualTo(bytes("new"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 50_000, 99_999})
    void requestIsResetAtAByte(int index) throws Exception {
        String upload = api.startUpload("web");
        proxy.fail(ConnectionFault.reset().atRequestByte(index).on("PATCH", "/v2/**"));
        try (RawConnection connection = connect()) {
            connection.sendHead("PATCH", upload, 100_000);
            assertThatExceptionOfType(SocketException.class).isThrownBy(() -> {
                connection.write(bytes(100_000, 1));
                connection.in().read();
            });
        }

        RecordedRequest patch =
                registry.awaitRequest(request -> request.method().equals("PATCH"), LONG);
        assertThat(patch.requestBytes()).isEqualTo(index);
        assertThat(patch.status()).isZero();
    }

    @Test
    void bitsAreFlippedBothWays() {
        proxy.fail(ConnectionFault.flipBit().atResponseByte(123_456).on("GET", "/v2/**"));
        proxy.fail(ConnectionFault.flipBit().atRequestByte(77_777).on("PUT", "/v2/**"));

        byte[] flipped = BLOB.clone();
        flipped[123_456] ^= 1;
        byte[] pushed = BLOB.clone();
        pushed[77_777] ^= 1;
        assertThat(api.get(BLOB_PATH).body()).isEqualTo(flipped);
        HttpResponse<byte[]> refused = api.put(api.startUpload("web") + "?digest=" + Digest.of(BLOB), BLOB);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(HttpApi.text(refused)).contains(Digest.of(pushed).toString());
    }

    @Test
    void faultBehindTheEndOfABodyDoesNothingToTheNext() throws IOException {
        proxy.fail(ConnectionFault.reset().atResponseByte(2).on("GET", "/v2/"));
        try (RawConnection connection = connect()) {
            connection.send("GET", "/v2/").readHead();
            assertThat(connection.in().readNBytes(2)).isEqualTo(bytes("{}"));
            connection.send("GET", BLOB_PATH).readHead();
            assertThat(connection.in().readNBytes(BLOB.length)).isEqualTo(BLOB);
        }
    }

    @Test
    void stalledAnswerStaysOpenUntilTheProxyCloses() throws IOException {
        proxy.fail(ConnectionFault.stall().atResponseByte(1000));
        try (RawConnection connection = connect()) {
            connection.send("GET", BLOB_PATH).readHead();
            assertThat(connection.in().readNBytes(1000)).isEqualTo(Arrays.copyOf(BLOB, 1000));
            connection.timeout(1);
            assertThatExceptionOfType(SocketTimeoutException.class)
                    .isThrownBy(() -> connection.in().read());

            connection.timeout(0);
            proxy.close();

            assertThat(connection.in().read()).isEqualTo(-1);
        }
    }

    @Test
    void slowAnswerIsWholeButTakesItsTime() {
        proxy.fail(ConnectionFault.slow(2_000_000).on("GET", "/v2/*/blobs/*"));
        long start = System.nanoTime();

        assertThat(api.get(BLOB_PATH).body()).isEqualTo(BLOB);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(90));
    }

    @Test
    void requestsAreToldApartOnOneConnectionWhateverTheirBodiesAre() throws IOException {
        String upload = api.startUpload("web");
        proxy.fail(ConnectionFault.close().on("GET", "/v2/web/tags/list"));
        try (RawConnection connection = connect()) {
            connection.sendHead("PATCH", upload, 40).write(bytes("GET /v2/web/tags/list HTTP/1.1\r\n\r\nabcdef"));
            assertThat(connection.readHead()).startsWith("HTTP/1.1 202");
            connection.write(bytes("PATCH " + upload + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "22\r\nGET /v2/web/tags/list HTTP/1.1\r\n\r\n\r\n3\r\nabc\r\n0\r\n\r\n"));
            assertThat(connection.readHead()).startsWith("HTTP/1.1 202").contains("Range: 0-76");
            assertThat(proxy.pendingFaults()).hasSize(1);

            assertThat(connection.send("GET", "/v2/web/tags/list").in().read()).isEqualTo(-1);
        }
    }

    @Test
    void interimAnswerIsNotTheAnswer() throws IOException {
        String upload = api.startUpload("web");
        proxy.fail(ConnectionFault.close().on("PUT", "/v2/**"));
        try (RawConnection connection = connect()) {
            connection.write(bytes("PUT " + upload + "?digest=" + Digest.of(bytes("new"))
                    + " HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n"));
            assertThat(connection.readHead()).startsWith("HTTP/1.1 100 Continue");

            assertThat(connection.write(bytes("new")).in().read()).isEqualTo(-1);
        }
    }

    @Test
    void connectionWithTlsCountsAsOneRequest() throws Exception {
        try (EmbeddedRegistry secured = EmbeddedRegistry.builder().tls().start();
                FaultProxy before = FaultProxy.before(secured.hostAndPort())) {
            HttpClient client =
                    HttpClient.newBuilder().sslContext(secured.sslContext()).build();
            HttpRequest request = HttpRequest.newBuilder(URI.create("https://" + before.hostAndPort() + "/v2/"))
                    .build();
            before.fail(ConnectionFault.reset().on("GET", "/v2/"));
            before.fail(ConnectionFault.reset().atResponseByte(700));

            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> client.send(request, BodyHandlers.discarding()));
            assertThat(before.responseBytes()).isEqualTo(700);
            assertThat(client.send(request, BodyHandlers.discarding()).statusCode())
                    .isEqualTo(200);
            assertThat(before.pendingFaults()).hasSize(1);
        }
    }

    @Test
    void healedProxyPassesEverything() {
        proxy.fail(ConnectionFault.reset().always());
        proxy.heal();

        assertThat(api.get(BLOB_PATH).body()).isEqualTo(BLOB);
    }

    @Test
    void registryThatClosesIsSeenToClose() throws IOException {
        try (RawConnection connection = connect()) {
            connection.send("HEAD", BLOB_PATH).readHead();

            registry.close();

            assertThat(connection.in().read()).isEqualTo(-1);
        }
    }

    @Test
    void proxyListensOnOneAddressOnly() throws IOException {
        InetAddress other = InetAddress.getByAddress(new byte[] {127, 0, 0, 2});

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> new Socket(other, port()).close());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", ":80", "localhost:", "localhost:http", "http://localhost"})
    void addressWithoutAPortIsRefused(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FaultProxy.before(address))
                .withMessage(
                        "Cannot stand before \"" + address + "\": expected a host and a port such as localhost:5000");
    }

    @Test
    void faultsTellWhatTheyDo() {
        assertThat(List.of(
                        ConnectionFault.reset().atResponseByte(5).on("GET", "/v2/**"),
                        ConnectionFault.stall().times(2).after(1)))
                .extracting(ConnectionFault::toString)
                .containsExactly(
                        "RESET at RESPONSE byte 5 on GET /v2/** 1 time",
                        "STALL before the RESPONSE on any method after 1 2 times");
        assertThatIllegalArgumentException().isThrownBy(() -> ConnectionFault.slow(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConnectionFault.reset().atRequestByte(-1));
    }

    private RawConnection connect() throws IOException {
        return new RawConnection(proxy.hostAndPort());
    }

    private int port() {
        return Integer.parseInt(proxy.hostAndPort().substring("localhost:".length()));
    }
}
