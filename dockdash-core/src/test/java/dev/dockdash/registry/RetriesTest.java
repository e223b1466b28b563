package dev.dockdash.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockdash.registry.ScriptedServer.Answer;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetriesTest extends ServerTest {

    private String get() throws IOException {
        return get(builder().build(), server.url("/v2/app/x"));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 499, 500, 502, 503, 504, 522})
    void whatPassesIsTriedAgainAfterGrowingPauses(int status) throws IOException {
        server.on("GET", ".*", (asked, number) -> number < 4 ? Answer.of(status) : Answer.json("{}"));
        assertThat(get()).isEqualTo("{}");
        assertThat(time.pauses())
                .containsExactly(Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 405, 501})
    void whatStaysIsNotTriedAgain(int status) {
        server.on("GET", ".*", Answer.of(status));
        assertThatThrownBy(this::get)
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.status()).isEqualTo(status));
        assertThat(server.asked("GET", "/v2/app/x")).hasSize(1);
        assertThat(time.pauses()).isEmpty();
    }

    @Test
    void fiveAttemptsAreEnough() {
        server.on("GET", ".*", Answer.of(503));
        assertThatThrownBy(this::get)
                .hasMessageContaining("the registry answered 503")
                .hasMessageContaining("try again later");
        assertThat(server.asked()).hasSize(5);
    }

    @ParameterizedTest
    @CsvSource({
        "3, 3000",
        "'Thu, 01 Jan 2026 00:00:07 GMT', 7000",
        "99999, 60000",
        "99999999999999999999, 250",
        "-1, 250",
        "0, 250",
        "'Wed, 31 Dec 2025 00:00:00 GMT', 250",
        "soon, 250"
    })
    void theRegistrySaysWhenToTryAgainWithinReason(String retryAfter, long millis) throws IOException {
        server.on(
                "GET",
                ".*",
                (asked, number) -> number < 2 ? Answer.of(429).header("Retry-After", retryAfter) : Answer.json("{}"));
        get();
        assertThat(time.pauses()).containsExactly(Duration.ofMillis(millis));
    }

    @Test
    void pausesHaveALimitAltogether() {
        server.on("GET", ".*", Answer.of(429).header("Retry-After", "60"));
        assertThatThrownBy(this::get).isInstanceOf(RegistryException.class);
        assertThat(server.asked()).hasSize(4);
    }

    @Test
    void aConnectionThatBreaksIsTriedAgain() throws IOException {
        server.on(
                "GET", ".*", (asked, number) -> number == 1 ? Answer.json("{}").brokenAfter(1) : Answer.json("{}"));
        RegistryClient client = builder().build();
        assertThatThrownBy(() -> get(client, server.url("/v2/app/x"))).isInstanceOf(ConnectionException.class);
        assertThat(get(client, server.url("/v2/app/x"))).isEqualTo("{}");
    }

    @Test
    void chanceSpreadsThePauses() throws IOException {
        Waiting waiting = new Waiting(time, time.waiting().pauses(), () -> 0.5, System::nanoTime);
        Retries retries = new Retries(RetryPolicy.STANDARD, waiting);
        retries.pauseAfter(1);
        retries.pauseAfter(3);
        assertThat(time.pauses()).containsExactly(Duration.ofMillis(188), Duration.ofMillis(750));
    }
}
