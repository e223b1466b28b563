package dev.dockdash.internal.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpServerTest {

    private HttpServer server;
    private HttpHandler handler = HttpServerTest::echo;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.start(exchange -> handler.handle(exchange), Optional.empty());
    }

    @AfterEach
    void stop() throws IOException {
        server.stop();
    }

    @Test
    void answersOneRequestAfterTheOtherOverOneConnection() throws IOException {
        try (Socket socket = connect()) {
            send(socket, crlf("POST /a HTTP/1.1|Content-Length: 3||abcGET /b HTTP/1.1||"));
            assertThat(read(socket, 2))
                    .isEqualTo(
                            crlf(
                                    "HTTP/1.1 200 OK|Content-Length: 13||POST /a [abc]HTTP/1.1 200 OK|Content-Length: 9||GET /b []"));
        }
    }

    @Test
    void joinsChunks() throws IOException {
        assertThat(
                        roundTrip(
                                crlf(
                                        "PUT /x HTTP/1.1|Transfer-Encoding: chunked|Connection: close||3;a=b|abc|A|0123456789|0|Trailer: x||")))
                .endsWith("PUT /x [abc0123456789]");
    }

    @Test
    void answersHeadWithTheLengthAlone() throws IOException {
        assertThat(roundTrip(crlf("HEAD /x HTTP/1.1|Connection: close||")))
                .isEqualTo(crlf("HTTP/1.1 200 OK|Content-Length: 10|Connection: close||"));
    }

    @Test
    void closesBehindHttp10() throws IOException {
        assertThat(roundTrip("GET /x HTTP/1.0\n\n"))
                .contains(crlf("Connection: close|"))
                .endsWith("GET /x []");
    }

    @Test
    void asksForABodyOnlyWhenItIsRead() throws IOException {
        String request = crlf("PUT /x HTTP/1.1|Expect: 100-continue|Content-Length: 3||");
        try (Socket socket = connect()) {
            send(socket, request);
            String word = crlf("HTTP/1.1 100 Continue||");
            assertThat(new String(socket.getInputStream().readNBytes(word.length()), ISO_8859_1))
                    .isEqualTo(word);
            send(socket, "abc");
            assertThat(read(socket, 1)).endsWith("PUT /x [abc]");
        }
        handler = exchange -> exchange.answer(404, HeaderFields.NONE, 0, InputStream.nullInputStream(), () -> {});
        assertThat(roundTrip(request)).isEqualTo(crlf("HTTP/1.1 404 Not Found|Content-Length: 0|Connection: close||"));
    }

    @Test
    void keepsTheConnectionBehindAShortBodyThatNobodyRead() throws IOException {
        handler = exchange -> exchange.answer(404, HeaderFields.NONE, 0, InputStream.nullInputStream(), () -> {});
        try (Socket socket = connect()) {
            send(socket, crlf("POST /a HTTP/1.1|Content-Length: 3||abcGET /b HTTP/1.1||"));
            assertThat(read(socket, 2))
                    .isEqualTo(
                            crlf("HTTP/1.1 404 Not Found|Content-Length: 0||").repeat(2));
        }
    }

    @Test
    void sendsTheAnswerBeforeALongBodyThatNobodyReads() throws Exception {
        handler = exchange -> exchange.answer(413, HeaderFields.NONE, 0, InputStream.nullInputStream(), () -> {});
        int length = 8 << 20;
        try (Socket socket = connect()) {
            send(socket, crlf("PUT /x HTTP/1.1|Content-Length: ") + length + crlf("||"));
            byte[] body = new byte[length];
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> sendAll(socket, body));
            assertThat(new String(socket.getInputStream().readAllBytes(), ISO_8859_1))
                    .isEqualTo(crlf("HTTP/1.1 413 Content Too Large|Content-Length: 0|Connection: close||"));
            sent.get();
        }
    }

    @Test
    void tellsAClientThatSpeaksTlsAtOnce() throws IOException {
        try (Socket socket = connect()) {
            byte[] hello = new byte[300];
            hello[0] = 0x16;
            hello[1] = 0x03;
            socket.getOutputStream().write(hello);
            assertThat(new String(socket.getInputStream().readAllBytes(), ISO_8859_1))
                    .startsWith(crlf("HTTP/1.1 400 Bad Request|"))
                    .endsWith("A client spoke TLS to a port that does not\n");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    GET /x                                                        | 400
                    GET  /x HTTP/1.1                                              | 400
                    GET /x HTTP/2                                                 | 505
                    GET /x HTTP/1.1;Header without colon                          | 400
                    GET /x HTTP/1.1;Name : x                                      | 400
                    GET /x HTTP/1.1;Content-Length: -1                            | 400
                    GET /x HTTP/1.1;Content-Length: 1;Content-Length: 2           | 400
                    GET /x HTTP/1.1;Content-Length: 1;Transfer-Encoding: chunked  | 400
                    GET /x HTTP/1.1;Transfer-Encoding: gzip                       | 501
                    """)
    void refusesWhatIsNoRequest(String head, int status) throws IOException {
        assertThat(roundTrip(crlf(head.replace(";", "|") + "||"))).startsWith("HTTP/1.1 " + status + " ");
    }

    @Test
    void refusesAHeadWithoutEnd() throws IOException {
        assertThat(roundTrip(crlf("GET /x HTTP/1.1|A: ") + "a".repeat(70_000))).startsWith("HTTP/1.1 431 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PUT /x HTTP/1.1|Content-Length: 10||abc",
                "PUT /x HTTP/1.1|Transfer-Encoding: chunked||5|abc",
                "PUT /x HTTP/1.1|Transfer-Encoding: chunked||3|abc|"
            })
    void takesABodyThatIsCutForAnErrorNotForItsEnd(String request) throws Exception {
        CompletableFuture<Integer> seen = new CompletableFuture<>();
        handler = exchange -> {
            try {
                seen.complete(exchange.body().readAllBytes().length);
            } catch (IOException e) {
                seen.completeExceptionally(e);
                throw e;
            }
        };
        assertThat(roundTrip(crlf(request))).isEmpty();
        assertThatThrownBy(seen::get).hasCauseInstanceOf(IOException.class);
    }

    @Test
    void cutsAnAnswerWhoseContentIsTooShort() throws IOException {
        handler = exchange -> exchange.answer(200, HeaderFields.NONE, 10, stream("abc"), () -> {});
        assertThat(roundTrip(crlf("GET /x HTTP/1.1||"))).doesNotContain("0123");
    }

    @Test
    void answersAFailureOfTheHandler() throws IOException {
        handler = exchange -> {
            throw new IllegalStateException("on purpose");
        };
        assertThat(roundTrip(crlf("GET /x HTTP/1.1||")))
                .startsWith("HTTP/1.1 500 ")
                .doesNotContain("purpose");
    }

    @Test
    void resetsAConnection() throws IOException {
        handler = HttpExchange::reset;
        try (Socket socket = connect()) {
            send(socket, crlf("GET /x HTTP/1.1||"));
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void sendsHeaderFieldsInTheirOrder() throws IOException {
        HeaderFields fields = new HeaderFields(
                List.of(new HeaderFields.Field("Location", "/x"), new HeaderFields.Field("Range", "0-2")));
        handler = exchange -> exchange.answer(202, fields, 0, InputStream.nullInputStream(), () -> {});
        assertThat(roundTrip(crlf("GET /x HTTP/1.1|Connection: close||")))
                .isEqualTo(crlf("HTTP/1.1 202 Accepted|Location: /x|Range: 0-2|Content-Length: 0|Connection: close||"));
    }

    @Test
    void stopEndsConnectionsThatWaitAndThoseThatWork() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        handler = exchange -> {
            entered.countDown();
            exchange.body().readAllBytes();
        };
        try (Socket idle = connect();
                Socket working = connect()) {
            send(working, crlf("PUT /x HTTP/1.1|Content-Length: 3||"));
            entered.await();
            server.stop();
            assertThat(ended(idle)).isTrue();
            assertThat(ended(working)).isTrue();
        }
    }

    private static String crlf(String text) {
        return text.replace("|", "\r\n");
    }

    private static boolean ended(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (IOException e) {
            return true;
        }
    }

    private static void echo(HttpExchange exchange) throws IOException {
        String body = new String(exchange.body().readAllBytes(), UTF_8);
        String text = exchange.head().method() + " " + exchange.head().target() + " [" + body + "]";
        exchange.answer(200, HeaderFields.NONE, text.length(), stream(text), () -> {});
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    private String roundTrip(String request) throws IOException {
        try (Socket socket = connect()) {
            send(socket, request);
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), server.port());
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    private static void sendAll(Socket socket, byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads that many answers to the end of their content. */
    private static String read(Socket socket, int answers) throws IOException {
        StringBuilder text = new StringBuilder();
        InputStream in = socket.getInputStream();
        for (int i = 0; i < answers; i++) {
            int start = text.length();
            while (text.indexOf("\r\n\r\n", start) < 0) {
                text.append((char) in.read());
            }
            String head = text.substring(start);
            int length = Integer.parseInt(head.replaceAll("(?s).*Content-Length: (\\d+).*", "$1"));
            text.append(new String(in.readNBytes(length), ISO_8859_1));
        }
        return text.toString();
    }
}
