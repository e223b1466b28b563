package dev.dockdash.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.dockdash.registry.ScriptedServer.Answer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a registry or token server does, what is secret is told to nobody else. */
class SecretsTest extends ServerTest {

    private static final String PASSWORD = "hush-4711-password";
    private static final String TOKEN = "hush-4711-token";
    private static final Logger LOGGER = Logger.getLogger("dev.dockdash.registry");

    private final List<String> logged = Collections.synchronizedList(new ArrayList<>());
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            logged.add(new SimpleFormatter().format(entry));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private ScriptedServer other;

    @BeforeEach
    void listen() throws IOException {
        other = ScriptedServer.start();
        other.on("GET", ".*", Answer.of(401).header("WWW-Authenticate", "Basic realm=\"r\""));
        handler.setLevel(Level.ALL);
        LOGGER.setLevel(Level.ALL);
        LOGGER.addHandler(handler);
    }

    @AfterEach
    void stopListening() {
        LOGGER.removeHandler(handler);
        other.close();
    }

    private RegistryClient client() {
        return builder()
                .credentials(server.hostAndPort(), Credentials.of("joe", PASSWORD))
                .build();
    }

    private void challenge(Answer afterwards) {
        server.on(
                "GET",
                "/v2/app/.*",
                (asked, number) -> asked.header("Authorization").isPresent()
                        ? afterwards
                        : Answer.of(401)
                                .header(
                                        "WWW-Authenticate",
                                        "Bearer realm=\"" + server.url("/token") + "\",service=\"s\""));
    }

    private void assertThatNothingGotOut(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        String basic = Base64.getEncoder().encodeToString(("joe:" + PASSWORD).getBytes(UTF_8));
        assertThat(trace.toString()).doesNotContain(PASSWORD, TOKEN, basic);
        assertThat(logged).noneMatch(line -> line.contains(PASSWORD) || line.contains(TOKEN) || line.contains(basic));
        assertThat(other.asked())
                .allSatisfy(
                        asked -> assertThat(asked.headers().toString() + asked).doesNotContain(PASSWORD, TOKEN, basic));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 429, 500, 503})
    void refusalsTellNothing(int status) {
        server.on("GET", "/token", Answer.json("{\"token\":\"" + TOKEN + "\"}"));
        challenge(Answer.of(status));
        Throwable failure = catchThrowable(() -> get(client(), server.url("/v2/app/x?signature=" + TOKEN)));
        assertThat(failure).isInstanceOf(RegistryException.class);
        assertThatNothingGotOut(failure);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 500, 503})
    void refusedTokensTellNothing(int status) {
        server.on("GET", "/token", Answer.of(status));
        challenge(Answer.of(200));
        Throwable failure = catchThrowable(() -> get(client(), server.url("/v2/app/x")));
        assertThat(failure).isInstanceOf(RegistryException.class);
        assertThatNothingGotOut(failure);
    }

    @Test
    void redirectsTellNothing() {
        server.on("GET", "/token", Answer.json("{\"token\":\"" + TOKEN + "\"}"));
        challenge(Answer.of(307).header("Location", other.url("/x")));
        Throwable failure = catchThrowable(() -> get(client(), server.url("/v2/app/x")));
        assertThat(failure).isInstanceOf(RegistryException.class);
        assertThat(other.asked()).hasSize(1);
        assertThatNothingGotOut(failure);
    }

    @Test
    void attemptsAreLoggedWithoutWhatIsSecret() {
        server.on("GET", "/token", Answer.json("{\"token\":\"" + TOKEN + "\"}"));
        challenge(Answer.of(503));
        assertThatNothingGotOut(catchThrowable(() -> get(client(), server.url("/v2/app/x"))));
        assertThat(logged)
                .anyMatch(line -> line.contains("Attempt 1 failed") && line.contains(server.url("/v2/app/x")));
    }
}
