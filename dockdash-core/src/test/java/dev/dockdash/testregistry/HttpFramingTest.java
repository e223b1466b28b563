package dev.dockdash.testregistry;

import static dev.dockdash.testregistry.HttpApi.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpFramingTest {

    private static final String REQUESTS = Stream.of(
                    "GET /1 HTTP/1.1\r\nHost: x\r\n\r\n",
                    "PUT /2 HTTP/1.1\r\ncontent-LENGTH:  20\r\n\r\n",
                    "GET /no HTTP/1.1\r\n\r\n",
                    "PATCH /3 HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n",
                    "A;name=\"1\"\r\nGET /no\r\n\r\r\n00000005\r\n\r\n\r\nG\r\n0;last\r\nTrailer: 1\r\n\r\n",
                    "POST /4 HTTP/1.1\r\nContent-Length: 0\r\n\r\n",
                    "HEAD /5 HTTP/1.1\r\n\r\n")
            .collect(Collectors.joining());

    private final List<String> heads = new ArrayList<>();
    private final StringBuilder all = new StringBuilder();
    private final HttpFraming.Sink sink = new HttpFraming.Sink() {

        @Override
        public void head(String head) {
            heads.add(head.lines().findFirst().orElse("(none)"));
            all.append(head);
        }

        @Override
        public void body(byte[] buffer, int offset, int length) {
            all.append(new String(buffer, offset, length, StandardCharsets.ISO_8859_1));
        }
    };

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 50, 10_000})
    void requestsAreToldApartInWhateverPiecesTheyCome(int piece) throws IOException {
        feed(HttpFraming.ofRequests(sink), REQUESTS, piece);

        assertThat(heads)
                .containsExactly(
                        "GET /1 HTTP/1.1",
                        "PUT /2 HTTP/1.1",
                        "PATCH /3 HTTP/1.1",
                        "POST /4 HTTP/1.1",
                        "HEAD /5 HTTP/1.1");
        assertThat(all).hasToString(REQUESTS);
    }

    @Test
    void answerEndsWhenTheNextIsAskedFor() throws IOException {
        HttpFraming responses = HttpFraming.ofResponses(sink);
        String interim = "HTTP/1.1 100 Continue\r\n\r\n";
        String answer = "HTTP/1.1 200 OK\r\nContent-Length: 19\r\n\r\nHTTP/1.1 404 No\r\n\r\n";
        feed(responses, interim + answer, 5);
        responses.restart();
        feed(responses, answer, 5);

        assertThat(heads).containsExactly("HTTP/1.1 100 Continue", "HTTP/1.1 200 OK", "HTTP/1.1 200 OK");
        assertThat(all).hasToString(interim + answer + answer);
    }

    @Test
    void whatIsNotHttpIsOneBody() throws IOException {
        HttpFraming requests = HttpFraming.ofRequests(sink);
        String hello = "\u0016\u0003\u0001 GET / HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\n\r\n";
        feed(requests, hello, 4);
        requests.restart();
        feed(requests, hello, 4);

        assertThat(heads).containsExactly("(none)");
        assertThat(all).hasToString(hello + hello);
    }

    @Test
    void headWithoutAnEndIsPassedOnInTheEnd() throws IOException {
        HttpFraming requests = HttpFraming.ofRequests(sink);
        feed(requests, "GET / HTTP/1.1\r\nHost", 3);
        assertThat(all).isEmpty();

        requests.finish();

        assertThat(all).hasToString("GET / HTTP/1.1\r\nHost");
    }

    @Test
    void headThatNeverEndsIsNotKept() throws IOException {
        String endless = "GET / HTTP/1.1\r\n" + "X: 1\r\n".repeat(20_000);
        feed(HttpFraming.ofRequests(sink), endless, 1000);

        assertThat(heads).containsExactly("(none)");
        assertThat(all).hasToString(endless);
    }

    private static void feed(HttpFraming framing, String text, int piece) throws IOException {
        byte[] bytes = bytes(text);
        for (int start = 0; start < bytes.length; start += piece) {
            int length = Math.min(piece, bytes.length - start);
            byte[] buffer = new byte[length];
            System.arraycopy(bytes, start, buffer, 0, length);
            framing.accept(buffer, length);
        }
    }
}
