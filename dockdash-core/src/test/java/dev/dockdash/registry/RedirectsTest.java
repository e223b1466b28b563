package dev.dockdash.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockdash.registry.ScriptedServer.Answer;
import java.io.IOException;
import java.util.Set;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectsTest extends ServerTest {

    private static final String CHALLENGE = "Basic realm=\"r\"";

    private RegistryClient clientWithPassword() {
        return builder()
                .credentials(server.hostAndPort(), Credentials.of("joe", "s3cret"))
                .build();
    }

    private String get() throws IOException {
        return get(clientWithPassword(), server.url("/v2/app/x"));
    }

    private void redirectTo(String location) {
        server.on(
                "GET",
                "/v2/app/x",
                (asked, number) -> asked.header("Authorization").isEmpty()
                        ? Answer.of(401).header("WWW-Authenticate", CHALLENGE)
                        : Answer.of(307).header("Location", location));
    }

    @Test
    void credentialsStayBehindWhenItGoesToAnotherPort() throws IOException {
        try (ScriptedServer other = ScriptedServer.start()) {
            other.on("GET", "/there", Answer.json("{}"));
            redirectTo(other.url("/there?signature=1"));
            assertThat(get()).isEqualTo("{}");
            assertThat(other.asked()).singleElement().satisfies(asked -> {
                assertThat(asked.query()).isEqualTo("signature=1");
                assertThat(asked.header("Authorization")).isEmpty();
            });
        }
    }

    @Test
    void credentialsGoAlongOnTheSameOrigin() throws IOException {
        server.on("GET", "/there", Answer.json("{}"));
        redirectTo("/there");
        assertThat(get()).isEqualTo("{}");
        assertThat(server.asked("GET", "/there").get(0).header("Authorization")).isPresent();
    }

    @Test
    void theOtherHostGetsNoCredentialsEvenIfItAsks() throws IOException {
        try (ScriptedServer other = ScriptedServer.start()) {
            other.on("GET", ".*", Answer.of(401).header("WWW-Authenticate", CHALLENGE));
            redirectTo(other.url("/there"));
            assertThatThrownBy(this::get)
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("the answer came from http://" + other.hostAndPort());
            assertThat(other.asked()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "ftp://localhost/x", "http://"})
    void onlyHttpIsFollowed(String location) {
        redirectTo(location);
        assertThatThrownBy(this::get).isInstanceOf(RefusedException.class).hasMessageContaining("no http or https URL");
    }

    @Test
    void plainHttpToAnotherHostIsRefused() {
        redirectTo("http://registry.example.com/x");
        assertThatThrownBy(this::get).isInstanceOf(RefusedException.class).hasMessageContaining("plainHttp(..)");
    }

    @Test
    void httpsNeverLeadsToHttp() {
        SchemeRules rules = new SchemeRules(Set.of("registry.example.com"), Set.of());
        HttpUrl secure = HttpUrl.get("https://registry.example.com/v2/");
        assertThatThrownBy(() -> rules.checkStep(secure, HttpUrl.get("http://registry.example.com/"), "GET x"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("from https to http://registry.example.com/");
        assertThatThrownBy(() -> rules.checkStep(secure, HttpUrl.get("http://localhost/"), "GET x"))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void aLoopEnds() {
        redirectTo("/v2/app/x");
        assertThatThrownBy(this::get).isInstanceOf(RefusedException.class).hasMessageContaining("loop");
        assertThat(server.asked()).hasSize(12);
    }
}
