package dev.dockdash.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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

/** A server on loopback that answers as a test scripts it, and records what it was asked. The latest rule counts. */
final class ScriptedServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    /** What to answer to the n-th request, the first is 1, of one rule. */
    @FunctionalInterface
    interface Script {
        Answer answer(Asked asked, int number);
    }

    /** One request as it came. */
    record Asked(String method, String path, String query, Map<String, List<String>> headers, byte[] body) {
        Optional<String> header(String name) {
            return headers.entrySet().stream()
                    .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                    .map(entry -> entry.getValue().get(0))
                    .findFirst();
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return method + " " + path + (query.isEmpty() ? "" : "?" + query);
        }
    }

    /** What to answer: {@code sent} bytes of the body, of which the headers announce {@code announced}. */
    record Answer(int status, List<String[]> headers, byte[] body, int sent, int announced, boolean stall) {
        static Answer of(int status) {
            return new Answer(status, List.of(), new byte[0], 0, 0, false);
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
            return new Answer(status, headers, bytes, bytes.length, bytes.length, stall);
        }

        /** Sends only the first bytes and then closes the connection. */
        Answer brokenAfter(int bytes) {
            return new Answer(status, headers, body, bytes, announced, stall);
        }

        /** Sends only the first bytes and then nothing. */
        Answer stalledAfter(int bytes) {
            return new Answer(status, headers, body, bytes, announced, true);
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
                    exchange.getRequestBody().readAllBytes());
            asked.add(request);
            Rule rule = rules.stream()
                    .filter(candidate -> candidate.method().equals(request.method())
                            && candidate.path().matcher(request.path()).matches())
                    .findFirst()
                    .orElse(new Rule("", Pattern.compile(""), (any, number) -> Answer.of(404), new AtomicInteger()));
            send(exchange, rule.script().answer(request, rule.count().incrementAndGet()));
        }
    }

    private void send(HttpExchange exchange, Answer answer) throws IOException {
        for (String[] header : answer.headers()) {
            exchange.getResponseHeaders().add(header[0], header[1]);
        }
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(answer.status(), head || answer.announced() == 0 ? -1 : answer.announced());
        OutputStream out = exchange.getResponseBody();
        if (!head) {
            out.write(answer.body(), 0, answer.sent());
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
