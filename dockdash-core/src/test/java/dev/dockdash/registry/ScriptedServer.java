package dev.dockdash.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A server on loopback that answers as a test scripts it, and records what it was asked. The latest rule counts. */
final class ScriptedServer implements AutoCloseable {

    static final Answer FORWARD = Answer.of(0);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final HttpClient forwarder = HttpClient.newHttpClient();
    private volatile @Nullable URI target;

    /** What to answer to the n-th request, the first is 1, of one rule. */
    @FunctionalInterface
    interface Script {
        Answer answer(Asked asked, int number);
    }

    /** One request as it came. */
    record Asked(String method, String path, String query, Map<String, List<String>> headers, Bytes body) {
        Optional<String> header(String name) {
            return headers.entrySet().stream()
                    .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                    .map(entry -> entry.getValue().get(0))
                    .findFirst();
        }

        String text() {
            return new String(body.bytes, StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return method + " " + path + (query.isEmpty() ? "" : "?" + query);
        }
    }

    /** What to answer: {@code sent} bytes of the body, of which the headers announce {@code announced}, -1 for nothing. */
    record Answer(int status, List<String[]> headers, Bytes body, int sent, int announced, boolean stall) {
        static Answer of(int status) {
            return new Answer(status, List.of(), new Bytes(new byte[0]), 0, 0, false);
        }

        static Answer json(String json) {
            return of(200).body(json.getBytes(StandardCharsets.UTF_8)).header("Content-Type", "application/json");
        }

        Answer header(String name, String value) {
            List<String[]> all = new ArrayList<>(headers);
            all.add(new String[] {name, value});
            return new Answer(status, all, body, sent, announced, stall);
        }

        Answer body(byte[] bytes) {
            return new Answer(status, headers, new Bytes(bytes), bytes.length, bytes.length, stall);
        }

        /** Sends only the first bytes and then closes the connection. */
        Answer brokenAfter(int bytes) {
            return new Answer(status, headers, body, bytes, announced, stall);
        }

        /** Does not announce how long the body is. */
        Answer inChunks() {
            return new Answer(status, headers, body, sent, -1, stall);
        }

        /** Sends only the first bytes and then nothing. */
        Answer stalledAfter(int bytes) {
            return new Answer(status, headers, body, bytes, announced, true);
        }
    }

    /** Some bytes. */
    static final class Bytes {
        private final byte[] bytes;

        Bytes(byte[] bytes) {
            this.bytes = bytes;
        }

        int length() {
            return bytes.length;
        }

        byte[] copy() {
            return bytes.clone();
        }
    }

    private record Rule(String method, Pattern path, Script script, AtomicInteger count) {}

    private ScriptedServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    static ScriptedServer start() throws IOException {
        return new ScriptedServer();
    }

    ScriptedServer on(String method, String pathPattern, Script script) {
        rules.add(0, new Rule(method, Pattern.compile(pathPattern), script, new AtomicInteger()));
        return this;
    }

    /** Answers whatever has no rule, or whose rule says {@link #FORWARD}, as another server does. */
    ScriptedServer forwardingTo(URI server) {
        target = server;
        return this;
    }

    ScriptedServer on(String method, String pathPattern, Answer answer) {
        return on(method, pathPattern, (request, number) -> answer);
    }

    String hostAndPort() {
        return "localhost:" + server.getAddress().getPort();
    }

    String url(String path) {
        return "http://" + hostAndPort() + path;
    }

    List<Asked> asked() {
        return List.copyOf(asked);
    }

    List<Asked> asked(String method, String pathPattern) {
        return asked.stream()
                .filter(request ->
                        request.method().equals(method) && request.path().matches(pathPattern))
                .toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String query = exchange.getRequestURI().getRawQuery();
            Asked request = new Asked(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    query == null ? "" : query,
                    new LinkedHashMap<>(exchange.getRequestHeaders()),
                    new Bytes(exchange.getRequestBody().readAllBytes()));
            asked.add(request);
            Rule rule = rules.stream()
                    .filter(candidate -> candidate.method().equals(request.method())
                            && candidate.path().matcher(request.path()).matches())
                    .findFirst()
                    .orElse(new Rule("", Pattern.compile(""), (any, number) -> FORWARD, new AtomicInteger()));
            Answer answer = rule.script().answer(request, rule.count().incrementAndGet());
            send(exchange, answer.status() == FORWARD.status() ? forward(request) : answer);
        }
    }

    /** Does what the other server does with a request, and returns its answer. */
    Answer forward(Asked request) {
        URI to = target;
        if (to == null) {
            return Answer.of(404);
        }
        HttpRequest.Builder copy = HttpRequest.newBuilder(URI.create("http://" + to.getAuthority() + request.path()
                        + (request.query().isEmpty() ? "" : "?" + request.query())))
                .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(request.body().bytes));
        List.of("Accept", "Authorization", "Content-Type", "Content-Range", "Range")
                .forEach(name -> request.header(name).ifPresent(value -> copy.header(name, value)));
        try {
            HttpResponse<byte[]> response = forwarder.send(copy.build(), HttpResponse.BodyHandlers.ofByteArray());
            Answer answer = Answer.of(response.statusCode()).body(response.body());
            for (Map.Entry<String, List<String>> header :
                    response.headers().map().entrySet()) {
                boolean length = header.getKey().equalsIgnoreCase("Content-Length");
                if (!header.getKey().equalsIgnoreCase("Date")
                        && (!length || request.method().equals("HEAD"))) {
                    answer = answer.header(header.getKey(), header.getValue().get(0));
                }
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void send(HttpExchange exchange, Answer answer) throws IOException {
        for (String[] header : answer.headers()) {
            exchange.getResponseHeaders().add(header[0], header[1]);
        }
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(
                answer.status(), head || answer.announced() == 0 ? -1 : Math.max(0, answer.announced()));
        OutputStream out = exchange.getResponseBody();
        if (!head) {
            out.write(answer.body().bytes, 0, answer.sent());
            out.flush();
        }
        if (answer.stall()) {
            awaitClosing();
        }
    }

    private void awaitClosing() {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
