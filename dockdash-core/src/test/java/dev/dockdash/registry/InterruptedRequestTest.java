package dev.dockdash.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.dockdash.registry.ScriptedServer.Answer;
import java.io.IOException;
import java.util.Optional;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Threads that are interrupted before they connect. */
class InterruptedRequestTest extends ServerTest {

    @BeforeEach
    void answer() {
        server.on("GET", "/v2/app/x", Answer.json("{}"));
    }

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @Test
    void getAnIOExceptionAndStayInterrupted() throws IOException {
        RegistryClient client = builder().build();
        String url = server.url("/v2/app/x");
        Thread.currentThread().interrupt();
        assertThatIOException().isThrownBy(() -> get(client, url)).withMessage("GET " + url + ": interrupted");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(server.asked()).isEmpty();
        assertThat(get(client, url)).isEqualTo("{}");
    }

    @Test
    void leaveNoConnectionInUseWhenTheyAskForAToken() throws IOException {
        try (ScriptedServer tokens = ScriptedServer.start()) {
            server.on(
                    "GET",
                    "/v2/app/y",
                    Answer.of(401).header("WWW-Authenticate", "Bearer realm=\"" + tokens.url("/token") + "\""));
            RegistryClient client = builder()
                    .credentials((registry, repository) -> {
                        Thread.currentThread().interrupt();
                        return Optional.empty();
                    })
                    .build();
            assertThatIOException()
                    .isThrownBy(() -> get(client, server.url("/v2/app/y")))
                    .withMessage("GET " + tokens.url("/token") + ": interrupted");
            ConnectionPool pool = client.session()
                    .transport()
                    .clients()
                    .of(HttpUrl.get(server.url("/")))
                    .connectionPool();
            assertThat(pool.connectionCount()).isPositive().isEqualTo(pool.idleConnectionCount());
        }
    }
}
