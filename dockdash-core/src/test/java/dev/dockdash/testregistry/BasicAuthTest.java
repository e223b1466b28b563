package dev.dockdash.testregistry;

import static dev.dockdash.testregistry.HttpApi.errorCode;
import static dev.dockdash.testregistry.HttpApi.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BasicAuthTest {

    private EmbeddedRegistry registry;
    private HttpApi api;

    @BeforeEach
    void start() throws IOException {
        registry = EmbeddedRegistry.builder().basicAuth("alice", "se:cret").start();
        api = new HttpApi(registry);
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void strangerIsChallenged() {
        HttpResponse<byte[]> answer = api.get("/v2/");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(errorCode(answer)).isEqualTo("UNAUTHORIZED");
        assertThat(header(answer, "WWW-Authenticate")).isEqualTo("Basic realm=\"dockdash\"");
    }

    @Test
    void userPushesAndPulls() {
        HttpApi alice = api.basic("alice", "se:cret");
        byte[] manifest = alice.pushImage("web", "1");

        assertThat(alice.get("/v2/web/manifests/1").body()).isEqualTo(manifest);
        assertThat(api.get("/v2/web/manifests/1").statusCode()).isEqualTo(401);
    }

    @Test
    void wrongNameOrPasswordIsRefused() {
        assertThat(api.basic("alice", "se").get("/v2/").statusCode()).isEqualTo(401);
        assertThat(api.basic("alice", "").get("/v2/").statusCode()).isEqualTo(401);
        assertThat(api.basic("bob", "se:cret").get("/v2/").statusCode()).isEqualTo(401);
    }

    @Test
    void schemeCountsInAnyCase() {
        assertThat(api.authorized("bASIC YWxpY2U6c2U6Y3JldA==").get("/v2/").statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic", "Basic !!!", "Basic YWxpY2U=", "Basic OnNlOmNyZXQ=", "Bearer se:cret"})
    void malformedHeaderIsRefused(String header) {
        assertThat(api.authorized(header).get("/v2/").statusCode()).isEqualTo(401);
    }

    @Test
    void noMessageShowsThePassword() {
        assertThat(new Credentials("alice", "se:cret")).hasToString("alice:(password)");
        assertThat(HttpApi.text(api.basic("alice", "wrong").get("/v2/"))).doesNotContain("wrong", "se:cret");
    }

    @Test
    void nameWithAColonIsRefusedAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmbeddedRegistry.builder().basicAuth("a:b", "x"))
                .withMessage("Invalid user name \"a:b\": expected at least one character and no colon");
    }
}
