package dev.dockdash.interop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Debian's Chromium without a window, with one page open, driven as its developer tools do.
 *
 * @see <a href="https://chromedevtools.github.io/devtools-protocol/">Chrome DevTools Protocol</a>
 */
final class Browser implements AutoCloseable {

    private static final long DEADLINE_SECONDS = 60;
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final Map<String, Integer> KEY_CODES = Map.of(
            "Tab",
            9,
            "Enter",
            13,
            "End",
            35,
            "Home",
            36,
            "ArrowLeft",
            37,
            "ArrowUp",
            38,
            "ArrowRight",
            39,
            "ArrowDown",
            40);

    private final Process process;
    private final WebSocket socket;
    private final Answers answers;
    private final AtomicInteger lastId = new AtomicInteger();

    private Browser(Process process, WebSocket socket, Answers answers) {
        this.process = process;
        this.socket = socket;
        this.answers = answers;
    }

    /** Starts one with an empty page; it keeps its own files in that folder. */
    static Browser start(Path profile) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(
                            "chromium",
                            "--headless=new",
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-dev-shm-usage",
                            "--no-first-run",
                            "--remote-debugging-port=0",
                            "--window-size=1280,900",
                            "--user-data-dir=" + profile,
                            "about:blank")
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw new IOException("chromium is not installed: it is one of the tools that these tests need", e);
        }
        try {
            HttpClient client = HttpClient.newHttpClient();
            Answers answers = new Answers();
            WebSocket socket = client.newWebSocketBuilder()
                    .buildAsync(pageOf(client, listeningAt(process)), answers)
                    .join();
            return new Browser(process, socket, answers);
        } catch (IOException | RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /** What it says after its first lines is read to the end by another thread, so that it never waits for a reader. */
    private static URI listeningAt(Process process) throws IOException {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            int at = line.indexOf("ws://");
            if (at >= 0) {
                Thread rest = new Thread(() -> output.lines().forEach(ignored -> {}), "chromium-output");
                rest.setDaemon(true);
                rest.start();
                return URI.create(line.substring(at).strip());
            }
            said.append(line).append('\n');
        }
        throw new IOException("chromium did not start: " + said);
    }

    private static URI pageOf(HttpClient client, URI browser) throws IOException, InterruptedException {
        URI list = URI.create("http://" + browser.getAuthority() + "/json/list");
        String targets = client.send(
                        HttpRequest.newBuilder(list).build(),
                        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
                .body();
        for (JsonNode target : JSON.readTree(targets)) {
            if (target.path("type").asText().equals("page")) {
                return URI.create(target.path("webSocketDebuggerUrl").asText());
            }
        }
        throw new IOException("chromium has no page: " + targets);
    }

    /** Opens a file and waits until it is loaded. */
    void open(Path file) throws IOException {
        command("Page.navigate", Map.of("url", file.toUri().toString()));
        await("location.protocol === 'file:' && document.readyState === 'complete'");
    }

    /** Returns the value of an expression as text. */
    String evaluate(String expression) throws IOException {
        JsonNode result = command(
                "Runtime.evaluate", Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
        if (result.has("exceptionDetails")) {
            throw new IOException(expression + " failed: " + result.path("exceptionDetails"));
        }
        return result.path("result").path("value").asText();
    }

    /** Asks until an expression is true. */
    void await(String expression) throws IOException {
        long start = System.nanoTime();
        while (!evaluate(expression).equals("true")) {
            if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS)) {
                throw new IOException("Waited for " + expression + " in vain");
            }
        }
    }

    void type(String text) throws IOException {
        command("Input.insertText", Map.of("text", text));
    }

    void press(String... keys) throws IOException {
        for (String key : keys) {
            int code = KEY_CODES.getOrDefault(key, (int) Character.toUpperCase(key.charAt(0)));
            String text = key.equals("Enter") ? "\r" : key.length() == 1 ? key : "";
            Map<String, Object> event =
                    Map.of("type", "keyDown", "key", key, "text", text, "windowsVirtualKeyCode", code);
            command("Input.dispatchKeyEvent", event);
            command("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key, "windowsVirtualKeyCode", code));
        }
    }

    /** Sends a command and returns its result. */
    JsonNode command(String method, Map<String, ?> parameters) throws IOException {
        int id = lastId.incrementAndGet();
        CompletableFuture<JsonNode> answer = answers.expect(id);
        socket.sendText(JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters)), true)
                .join();
        try {
            JsonNode message = answer.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
            if (message.has("error")) {
                throw new IOException(method + " failed: " + message.path("error"));
            }
            return message.path("result");
        } catch (ExecutionException | TimeoutException | InterruptedException e) {
            throw new IOException(method + " " + parameters + " was not answered", e);
        }
    }

    @Override
    public void close() {
        socket.abort();
        process.destroy();
        try {
            if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Gives answers to those who wait for them; events are dropped. */
    private static final class Answers implements WebSocket.Listener {

        private final Map<Integer, CompletableFuture<JsonNode>> expected = new ConcurrentHashMap<>();
        private final StringBuilder message = new StringBuilder();

        CompletableFuture<JsonNode> expect(int id) {
            return expected.computeIfAbsent(id, absent -> new CompletableFuture<>());
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
            message.append(text);
            if (last) {
                deliver(message.toString());
                message.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }

        private void deliver(String text) {
            try {
                JsonNode json = JSON.readTree(text);
                if (json.has("id")) {
                    expect(json.path("id").asInt()).complete(json);
                }
            } catch (IOException e) {
                expected.values().forEach(answer -> answer.completeExceptionally(e));
            }
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            expected.values().forEach(answer -> answer.completeExceptionally(error));
        }
    }
}
