package dev.dockdash.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockdash.registry.ScriptedServer.Answer;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizationTest extends ServerTest {

    private static final Credentials JOE = Credentials.of("joe", "pass:word");
    private static final String JOE_BASIC = "Basic am9lOnBhc3M6d29yZA==";

    private RegistryClient client(Credentials... credentials) {
        RegistryClientBuilder builder = builder();
        Stream.of(credentials).forEach(known -> builder.credentials(server.hostAndPort(), known));
        return builder.build();
    }

    private String get(RegistryClient client) throws IOException {
        return get(client, server.url("/v2/app/x"));
    }

    private String bearer() {
        return "Bearer realm=\"" + server.url("/token") + "\",service=\"reg\",scope=\"repository:app:pull\"";
    }

    /** Wants a header, and challenges whoever has another. */
    private void want(String authorization, String... challenges) {
        server.on("GET", "/v2/app/.*", (asked, number) -> {
            if (asked.header("Authorization").equals(Optional.of(authorization))) {
                return Answer.json("{}");
            }
            Answer answer = Answer.of(401);
            for (String challenge : challenges) {
                answer = answer.header("WWW-Authenticate", challenge);
            }
            return answer;
        });
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Test
    void basicIsAnsweredWithUserAndPasswordAndThenSentAtOnce() throws IOException {
        want(JOE_BASIC, "Basic realm=\"r\"");
        RegistryClient client = client(JOE);
        get(client);
        get(client);
        assertThat(server.asked()).hasSize(3);
    }

    @Test
    void aTokenIsFetchedWithThePasswordAndUsedAgain() throws IOException {
        want("Bearer t1", "Basic realm=\"r\", " + bearer());
        server.on("GET", "/token", Answer.json("{\"token\":\"t1\"}"));
        RegistryClient client = client(JOE);
        get(client);
        get(client);
        assertThat(server.asked("GET", "/token")).singleElement().satisfies(asked -> {
            assertThat(decoded(asked.query())).isEqualTo("service=reg&scope=repository:app:pull");
            assertThat(asked.header("Authorization")).contains(JOE_BASIC);
        });
        assertThat(server.asked("GET", "/v2/app/x")).hasSize(3);
    }

    @Test
    void withoutCredentialsTheTokenIsAnonymous() throws IOException {
        want("Bearer t1", bearer());
        server.on("GET", "/token", Answer.json("{\"access_token\":\"t1\"}"));
        get(client());
        assertThat(server.asked("GET", "/token").get(0).header("Authorization")).isEmpty();
    }

    @Test
    void basicIsTakenWhenThereIsNoRealmForBearer() throws IOException {
        want(JOE_BASIC, "Bearer, Negotiate", "bASIC Realm=\"a, b\"");
        get(client(JOE));
        assertThat(server.asked()).hasSize(2);
    }

    @Test
    void anIdentityTokenIsPosted() throws IOException {
        want("Bearer t1", bearer());
        server.on("POST", "/token", Answer.json("{\"access_token\":\"t1\",\"expires_in\":300}"));
        get(client(Credentials.identityToken("idtoken")));
        assertThat(decoded(server.asked("POST", "/token").get(0).text()))
                .isEqualTo("grant_type=refresh_token&client_id=dockdash&refresh_token=idtoken"
                        + "&scope=repository:app:pull&service=reg");
        assertThat(server.asked("GET", "/token")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 405})
    void whoDoesNotTakeAPostGetsAGet(int status) throws IOException {
        want("Bearer t1", bearer());
        server.on("POST", "/token", Answer.of(status));
        server.on("GET", "/token", Answer.json("{\"token\":\"t1\"}"));
        assertThat(get(client(Credentials.identityToken("idtoken")))).isEqualTo("{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\nX-Evil: 1", "\u00e9"})
    void aRegistryTokenThatNoHeaderMayHoldIsRefused(String token) {
        assertThatThrownBy(() -> Credentials.registryToken(token))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Invalid registry token: expected visible ASCII characters only");
    }

    @Test
    void aRegistryTokenIsSentAsItIs() throws IOException {
        want("Bearer given", bearer());
        get(client(Credentials.registryToken("given")));
        assertThat(server.asked("GET", "/token")).isEmpty();
    }

    @Test
    void aTokenIsRenewedBeforeItExpires() throws IOException {
        server.on(
                "GET",
                "/v2/app/x",
                (asked, number) -> asked.header("Authorization").isPresent()
                        ? Answer.json("{}")
                        : Answer.of(401).header("WWW-Authenticate", bearer()));
        server.on(
                "GET", "/token", (asked, number) -> Answer.json("{\"token\":\"t" + number + "\",\"expires_in\":100}"));
        RegistryClient client = client(JOE);
        get(client);
        time.forward(Duration.ofSeconds(89));
        get(client);
        assertThat(server.asked("GET", "/token")).hasSize(1);
        time.forward(Duration.ofSeconds(2));
        get(client);
        assertThat(server.asked("GET", "/token")).hasSize(2);
    }

    @Test
    void aRefusedTokenIsRenewedOnceForEachRequest() throws IOException {
        server.on("GET", "/token", (asked, number) -> Answer.json("{\"token\":\"t" + number + "\"}"));
        want("Bearer t1", bearer());
        RegistryClient client = client(JOE);
        get(client);
        want("Bearer t2", bearer());
        assertThat(get(client)).isEqualTo("{}");
        assertThat(server.asked("GET", "/token")).hasSize(2);
    }

    @Test
    void noEndOfRefusalIsAnErrorThatSaysWhereCredentialsAreFrom() {
        server.on("GET", "/token", (asked, number) -> Answer.json("{\"token\":\"t" + number + "\"}"));
        want("never", bearer());
        assertThatThrownBy(() -> get(client(JOE)))
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.status()).isEqualTo(401))
                .hasMessage("GET " + server.url("/v2/app/x") + ": the registry answered 401; expected 200; the"
                        + " credentials for " + server.hostAndPort() + " from what the program gave for "
                        + server.hostAndPort() + " were not enough; log in again, or use others");
        assertThat(server.asked("GET", "/token")).hasSize(2);
        assertThat(server.asked("GET", "/v2/app/x")).hasSize(3);
    }

    @Test
    void aTokenThatIsRefusedAtOnceIsRenewedOnce() throws IOException {
        server.on("GET", "/token", (asked, number) -> Answer.json("{\"token\":\"t" + number + "\"}"));
        want("Bearer t2", bearer());
        assertThat(get(client(JOE))).isEqualTo("{}");
        assertThat(server.asked("GET", "/token")).hasSize(2);
    }

    @Test
    void whoHasNoCredentialsIsToldWhereTheyWereLookedFor() {
        want(JOE_BASIC, "Basic realm=\"r\"");
        assertThatThrownBy(() -> get(client()))
                .hasMessageContaining("no credentials for " + server.hostAndPort()
                        + " were found in DOCKER_USERNAME and DOCKER_PASSWORD, /nonexistent/.docker/config.json,"
                        + " /nonexistent/.config/containers/auth.json; log in with docker login "
                        + server.hostAndPort());
    }

    @Test
    void theDemandedScopeComesFirst() throws IOException {
        want("Bearer t1", bearer().replace("repository:app:pull", "repository:other:pull"));
        server.on("GET", "/token", Answer.json("{\"token\":\"t1\"}"));
        get(client(JOE));
        assertThat(decoded(server.asked("GET", "/token").get(0).query()))
                .endsWith("scope=repository:other:pull&scope=repository:app:pull");
    }

    @Test
    void aChallengeThatIsMissingIsAskedForAtTheRoot() throws IOException {
        want(JOE_BASIC);
        server.on("GET", "/v2/", Answer.of(401).header("WWW-Authenticate", "Basic realm=\"r\""));
        assertThat(get(client(JOE))).isEqualTo("{}");
    }

    @Test
    void aChallengeThatCannotBeReadIsAnError() {
        want(JOE_BASIC, "Basic realm=\"open");
        assertThatThrownBy(() -> get(client(JOE)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("cannot be read");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://tokens.example.com/",
                "http://169.254.169.254/latest",
                "https://169.254.169.254/latest",
                "https://10.0.0.1/",
                "https://[fd00::1]/",
                "file:///etc/passwd",
                "nonsense"
            })
    void nothingIsSentToATokenServerThatCannotBeTrusted(String realm) {
        want("Bearer t1", "Bearer realm=\"" + realm + "\"");
        assertThatThrownBy(() -> get(client(JOE)))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("Asking for access to " + server.hostAndPort())
                .hasMessageNotContaining("pass:word");
    }

    @Test
    void aTokenServerThatRedirectsGetsNothingSentOn() throws IOException {
        try (ScriptedServer other = ScriptedServer.start()) {
            want("Bearer t1", bearer());
            server.on("GET", "/token", Answer.of(302).header("Location", other.url("/")));
            server.on("POST", "/token", Answer.of(307).header("Location", other.url("/")));
            assertThatThrownBy(() -> get(client(JOE))).isInstanceOf(RegistryException.class);
            assertThatThrownBy(() -> get(client(Credentials.identityToken("id"))))
                    .isInstanceOf(RegistryException.class);
            assertThat(other.asked()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"token\":\"\"}", "{\"token\":\"a\\nb\"}", "secret-of-joe", ""})
    void anAnswerWithoutATokenIsAnErrorThatDoesNotShowIt(String answer) {
        want("Bearer t1", bearer());
        server.on("GET", "/token", Answer.json(answer));
        assertThatThrownBy(() -> get(client(JOE)))
                .isInstanceOf(RefusedException.class)
                .hasNoCause()
                .hasMessageContaining("expected a token")
                .hasMessageNotContaining("secret-of-joe");
    }

    @Test
    void anAnswerThatIsTooLargeIsRefused() {
        want("Bearer t1", bearer());
        server.on("GET", "/token", Answer.json("{\"token\":\"" + "x".repeat(1 << 20) + "\"}"));
        assertThatThrownBy(() -> get(client(JOE)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("larger than 1048576 bytes");
    }

    @Test
    void aTokenServerThatRefusesIsNamedWithTheCredentials() {
        want("Bearer t1", bearer());
        server.on("GET", "/token", Answer.of(401));
        assertThatThrownBy(() -> get(client(JOE)))
                .isInstanceOf(RegistryException.class)
                .hasMessageStartingWith("GET " + server.url("/token") + ": the registry answered 401")
                .hasMessageContaining("from what the program gave for")
                .hasMessageNotContaining("pass:word");
    }

    @Test
    void manyThreadsShareOneToken() throws IOException, InterruptedException, ExecutionException {
        want("Bearer t1", bearer());
        server.on("GET", "/token", Answer.json("{\"token\":\"t1\"}"));
        RegistryClient client = client(JOE);
        Callable<String> get = () -> get(client);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (Future<String> answer : threads.invokeAll(List.of(get, get, get, get, get, get, get, get))) {
                assertThat(answer.get()).isEqualTo("{}");
            }
        } finally {
            threads.shutdown();
        }
        assertThat(server.asked("GET", "/token")).hasSize(1);
    }

    @Test
    void credentialsAreForOneRegistry() throws IOException {
        try (ScriptedServer other = ScriptedServer.start()) {
            other.on("GET", ".*", Answer.of(401).header("WWW-Authenticate", "Basic realm=\"r\""));
            RegistryClient client = client(JOE);
            assertThatThrownBy(() -> get(client, other.url("/v2/app/x"))).isInstanceOf(RegistryException.class);
            assertThat(other.asked())
                    .extracting(asked -> asked.header("Authorization"))
                    .containsOnly(Optional.empty());
        }
    }

    @Test
    void nothingThatIsPrintedHoldsASecret() {
        assertThat(JOE).hasToString("Credentials[PASSWORD]");
        assertThat(new Token("t0ken", time.instant()).toString()).doesNotContain("t0ken");
        assertThat(CredentialSource.of("r", JOE).toString()).doesNotContain("joe", "pass");
    }
}
