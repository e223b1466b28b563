package dev.dockdash.testregistry;

import static dev.dockdash.testregistry.HttpApi.bytes;
import static dev.dockdash.testregistry.HttpApi.errorCode;
import static dev.dockdash.testregistry.HttpApi.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.dockdash.oci.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class FaultTest {

    private static final byte[] BLOB = bytes(200_000, 9);
    private static final String BLOB_PATH = "/v2/web/blobs/" + Digest.of(BLOB);
    private static final Duration LONG = Duration.ofSeconds(50);

    private EmbeddedRegistry registry;
    private HttpApi api;

    @BeforeEach
    void start() throws IOException {
        registry =
                EmbeddedRegistry.builder().closeTimeout(Duration.ofMinutes(10)).start();
        api = new HttpApi(registry);
        api.pushBlob("web", BLOB);
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void faultStrikesAsOftenAsItSays() {
        registry.fail(Fault.status(503).times(2).on("GET", "/v2/*/blobs/*"));

        assertThat(statusesOf(4)).containsExactly(503, 503, 200, 200);
        assertThat(errorCode(api.get("/v2/other/blobs/x"))).isEqualTo("DIGEST_INVALID");
    }

    @Test
    void faultStrikesTheNextRequestOnceIfNothingElseIsSaid() {
        registry.fail(Fault.status(500));

        assertThat(api.get("/v2/").statusCode()).isEqualTo(500);
        assertThat(api.get("/v2/").statusCode()).isEqualTo(200);
    }

    @Test
    void faultSparesOtherMethodsAndPaths() {
        registry.fail(Fault.status(500).on("HEAD", "/v2/**").always());
        registry.fail(Fault.status(502).on("*", "/v2/other/**").always());

        assertThat(api.get(BLOB_PATH).statusCode()).isEqualTo(200);
        assertThat(api.head(BLOB_PATH).statusCode()).isEqualTo(500);
        assertThat(api.post("/v2/other/blobs/uploads/").statusCode()).isEqualTo(502);
    }

    @Test
    void faultSparesTheFirstRequests() {
        registry.fail(Fault.status(503).after(2).on("GET", "/v2/*/blobs/*"));

        assertThat(statusesOf(4)).containsExactly(200, 200, 503, 200);
    }

    @Test
    void faultsStrikeOneAfterTheOther() {
        registry.fail(Fault.status(503).times(2));
        registry.fail(Fault.status(429));
        registry.fail(Fault.status(500).after(1));

        assertThat(statusesOf(6)).containsExactly(503, 503, 429, 200, 500, 200);
    }

    @Test
    void pendingFaultsAreThoseThatHaveNotStruckYet() {
        Fault two = Fault.status(503).times(2).on("GET", "/v2/*/blobs/*");
        registry.fail(two);
        registry.fail(Fault.status(500).on("PUT", "/v2/**").always());

        statusesOf(1);
        assertThat(registry.pendingFaults()).containsExactly(two);
        statusesOf(1);
        assertThat(registry.pendingFaults()).isEmpty();
        assertThat(two).hasToString("status 503 on GET /v2/*/blobs/* 2 times");
    }

    @Test
    void healedRegistryWorks() {
        registry.fail(Fault.status(503).always());
        assertThat(statusesOf(2)).containsExactly(503, 503);

        registry.heal();

        assertThat(statusesOf(1)).containsExactly(200);
    }

    @Test
    void statusComesWithHeadersAndBody() {
        registry.fail(Fault.status(418)
                .header("X-Kind", "pot")
                .header("X-Kind", "tea")
                .body("text/html", bytes("<p>short and stout</p>")));

        HttpResponse<byte[]> answer = api.get("/v2/");

        assertThat(answer.statusCode()).isEqualTo(418);
        assertThat(answer.headers().allValues("X-Kind")).containsExactly("tea");
        assertThat(answer.headers().allValues("Content-Type")).containsExactly("text/html");
        assertThat(answer.body()).isEqualTo(bytes("<p>short and stout</p>"));
    }

    @ParameterizedTest
    @CsvSource({"401, UNAUTHORIZED", "403, DENIED", "429, TOOMANYREQUESTS", "500, UNKNOWN"})
    void errorHasADocument(int status, String code) {
        registry.fail(Fault.status(status));

        assertThat(errorCode(api.get("/v2/"))).isEqualTo(code);
    }

    @Test
    void statusOfSuccessStoresNothing() {
        registry.fail(Fault.status(201).on("POST", "/v2/web/blobs/uploads/"));

        HttpResponse<byte[]> answer =
                api.post("/v2/web/blobs/uploads/?digest=" + Digest.of(bytes("new")), bytes("new"));

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(api.get("/v2/web/blobs/" + Digest.of(bytes("new"))).statusCode())
                .isEqualTo(404);
    }

    @Test
    void rateLimitTellsWhenToTryAgain() {
        registry.fail(Fault.rateLimit(Duration.ofSeconds(7)));
        registry.fail(Fault.rateLimit(Duration.ofSeconds(7)).header("Retry-After", "soon"));

        assertThat(header(api.get("/v2/"), "Retry-After")).isEqualTo("7");
        assertThat(header(api.get("/v2/"), "Retry-After")).isEqualTo("soon");
    }

    @Test
    void redirectKeepsPathAndQuery() {
        registry.fail(Fault.redirectTo(URI.create("http://other.example:81")).times(2));

        HttpResponse<byte[]> answer = api.get(BLOB_PATH + "?a=b%20c");

        assertThat(answer.statusCode()).isEqualTo(307);
        assertThat(header(answer, "Location")).isEqualTo("http://other.example:81" + BLOB_PATH + "?a=b%20c");
        assertThat(header(api.get("/v2/"), "Location")).isEqualTo("http://other.example:81/v2/");
    }

    @Test
    void headMayLie() {
        registry.fail(Fault.wrongHeader("Content-Length", "5").header("Docker-Content-Digest", "sha256:00"));
        registry.fail(Fault.missingHeader("docker-content-DIGEST"));

        HttpResponse<byte[]> lie = api.head(BLOB_PATH);
        HttpResponse<byte[]> silence = api.head(BLOB_PATH);

        assertThat(header(lie, "Content-Length")).isEqualTo("5");
        assertThat(lie.headers().allValues("Docker-Content-Digest")).containsExactly("sha256:00");
        assertThat(header(silence, "Content-Length")).isEqualTo("200000");
        assertThat(silence.headers().map()).doesNotContainKey("docker-content-digest");
    }

    @Test
    void bodyIsShortenedExtendedAndFlippedWithinItsFrame() {
        registry.fail(Fault.shortenTo(100));
        registry.fail(Fault.extraBytes(1));
        registry.fail(Fault.flipBit(150_000));
        registry.fail(Fault.shortenTo(0));

        byte[] flipped = BLOB.clone();
        flipped[150_000] ^= 1;
        assertThat(api.get(BLOB_PATH).body()).isEqualTo(Arrays.copyOf(BLOB, 100));
        assertThat(api.get(BLOB_PATH).body()).isEqualTo(Arrays.copyOf(BLOB, BLOB.length + 1));
        assertThat(api.get(BLOB_PATH).body()).isEqualTo(flipped);
        assertThat(api.get(BLOB_PATH).body()).isEmpty();
        assertThat(api.get(BLOB_PATH).body()).isEqualTo(BLOB);
    }

    @Test
    void bodyFaultBehindTheEndDoesNothing() {
        registry.fail(Fault.flipBit(BLOB.length));
        registry.fail(Fault.truncateAfter(BLOB.length));
        registry.fail(Fault.shortenTo(BLOB.length + 1));

        IntStream.range(0, 3)
                .forEach(index -> assertThat(api.get(BLOB_PATH).body()).isEqualTo(BLOB));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 70_000, 199_999})
    void bodyIsTruncatedUnderItsPromisedLength(int bytes) throws Exception {
        registry.fail(Fault.truncateAfter(bytes));
        try (RawConnection connection = new RawConnection(registry.hostAndPort())) {
            assertThat(connection.send("GET", BLOB_PATH).readHead()).contains("Content-Length: 200000\r\n");
            assertThat(connection.in().readAllBytes()).isEqualTo(Arrays.copyOf(BLOB, bytes));
        }
        RecordedRequest request = registry.awaitRequest(r -> r.method().equals("GET"), LONG);
        assertThat(request.status()).isEqualTo(200);
        assertThat(request.responseBytes()).isEqualTo(bytes);
    }

    @Test
    void stalledRequestStaysOpenUntilTheRegistryCloses() throws Exception {
        registry.fail(Fault.stall());
        try (RawConnection connection = new RawConnection(registry.hostAndPort())) {
            connection.send("GET", BLOB_PATH).timeout(1);
            RecordedRequest request = registry.awaitRequest(r -> r.method().equals("GET"), LONG);
            assertThat(request.status()).isZero();
            assertThatExceptionOfType(SocketTimeoutException.class)
                    .isThrownBy(() -> connection.in().read());

            connection.timeout(0);
            registry.close();

            assertThat(connection.in().read()).isEqualTo(-1);
        }
    }

    @Test
    void bodyStallsBehindSomeBytes() throws Exception {
        registry.fail(Fault.stallAfter(70_000));
        try (RawConnection connection = new RawConnection(registry.hostAndPort())) {
            connection.send("GET", BLOB_PATH).readHead();
            assertThat(connection.in().readNBytes(70_000)).isEqualTo(Arrays.copyOf(BLOB, 70_000));
            RecordedRequest request = registry.awaitRequest(r -> r.method().equals("GET"), LONG);
            assertThat(request.responseBytes()).isEqualTo(70_000);
            connection.timeout(1);
            assertThatExceptionOfType(SocketTimeoutException.class)
                    .isThrownBy(() -> connection.in().read());

            connection.timeout(0);
            registry.close();

            assertThat(connection.in().read()).isEqualTo(-1);
        }
    }

    @Test
    void fewBytesBeforeAStallArriveOverTlsToo() throws Exception {
        try (EmbeddedRegistry secured = EmbeddedRegistry.builder().tls().start()) {
            String path = "/v2/web/blobs/" + new HttpApi(secured).pushBlob("web", BLOB);
            HttpClient client =
                    HttpClient.newBuilder().sslContext(secured.sslContext()).build();
            HttpRequest request =
                    HttpRequest.newBuilder(secured.uri().resolve(path)).build();
            secured.fail(Fault.stallAfter(10));

            try (InputStream body =
                    client.send(request, BodyHandlers.ofInputStream()).body()) {
                assertThat(body.readNBytes(10)).isEqualTo(Arrays.copyOf(BLOB, 10));
            }
        }
    }

    @Test
    void lostAnswerWasCommitted() throws IOException {
        String upload = api.startUpload("web");
        registry.fail(Fault.loseAnswer().on("PUT", "/v2/web/blobs/uploads/*"));
        try (RawConnection connection = new RawConnection(registry.hostAndPort())) {
            connection
                    .sendHead("PUT", upload + "?digest=" + Digest.of(bytes("new")), 3)
                    .write(bytes("new"));
            assertThat(connection.in().read()).isEqualTo(-1);
        }
        assertThat(api.get("/v2/web/blobs/" + Digest.of(bytes("new"))).body()).isEqualTo(bytes("new"));
    }

    @Test
    void droppedConnectionDidNothing() throws IOException {
        registry.fail(Fault.dropConnection().on("DELETE", "/v2/**"));
        try (RawConnection connection = new RawConnection(registry.hostAndPort())) {
            assertThat(connection.send("DELETE", BLOB_PATH).in().read()).isEqualTo(-1);
        }
        assertThat(api.head(BLOB_PATH).statusCode()).isEqualTo(200);
    }

    @Test
    void delayTakesItsTime() {
        registry.fail(Fault.delay(Duration.ofMillis(30)));
        registry.fail(Fault.status(503).delayed(Duration.ofMillis(30)));

        assertThat(timed(() -> assertThat(statusesOf(1)).containsExactly(200))).isGreaterThan(Duration.ofMillis(30));
        assertThat(timed(() -> assertThat(statusesOf(1)).containsExactly(503))).isGreaterThan(Duration.ofMillis(30));
    }

    @Test
    void slowBodyTakesItsTime() {
        registry.fail(Fault.slowBody(2_000_000));

        assertThat(timed(() -> assertThat(api.get(BLOB_PATH).body()).isEqualTo(BLOB)))
                .isGreaterThan(Duration.ofMillis(50));
    }

    @Test
    void expiredTokenIsRefusedInTheMiddle() throws IOException {
        try (EmbeddedRegistry secured = EmbeddedRegistry.builder()
                .tokenAuth(TokenAuth.user("alice", "secret"))
                .start()) {
            HttpApi anonymous = new HttpApi(secured);
            String token = HttpApi.json(anonymous.basic("alice", "secret").get("/token?scope=repository:web:pull,push"))
                    .requiredText("token");
            HttpApi alice = anonymous.bearer(token);
            secured.fail(Fault.expireToken().after(1).on("POST", "/v2/web/blobs/uploads/"));

            List<Integer> statuses = IntStream.range(0, 3)
                    .mapToObj(index -> alice.post("/v2/web/blobs/uploads/").statusCode())
                    .toList();

            assertThat(statuses).containsExactly(202, 401, 401);
        }
        assertThatIllegalStateException().isThrownBy(() -> registry.fail(Fault.expireToken()));
    }

    @Test
    void faultsStrikeTheTokenEndpointToo() throws IOException {
        try (EmbeddedRegistry secured = EmbeddedRegistry.builder()
                .tokenAuth(TokenAuth.user("alice", "secret"))
                .start()) {
            secured.fail(Fault.status(404).on("POST", "/token"));

            assertThat(new HttpApi(secured)
                            .post("/token", bytes("grant_type=password"))
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void closeDoesNotWaitForAFaultThatTakesItsTime() throws Exception {
        registry.fail(Fault.delay(Duration.ofDays(1)));
        try (RawConnection connection = new RawConnection(registry.hostAndPort())) {
            connection.send("GET", BLOB_PATH);
            while (!registry.pendingFaults().isEmpty()) {
                Thread.onSpinWait();
            }

            registry.close();

            assertThat(connection.in().read()).isEqualTo(-1);
        }
    }

    @Test
    void senselessFaultsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Fault.status(99));
        assertThatIllegalArgumentException().isThrownBy(() -> Fault.status(500).times(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Fault.status(500).after(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> Fault.slowBody(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Fault.truncateAfter(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> Fault.delay(Duration.ofMillis(-1)));
    }

    private List<Integer> statusesOf(int requests) {
        return IntStream.range(0, requests)
                .mapToObj(index -> api.get(BLOB_PATH).statusCode())
                .toList();
    }

    private static Duration timed(Runnable task) {
        long start = System.nanoTime();
        task.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
