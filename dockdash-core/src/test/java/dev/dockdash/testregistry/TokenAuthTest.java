package dev.dockdash.testregistry;

import static dev.dockdash.testregistry.HttpApi.bytes;
import static dev.dockdash.testregistry.HttpApi.errorCode;
import static dev.dockdash.testregistry.HttpApi.header;
import static dev.dockdash.testregistry.HttpApi.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.dockdash.internal.json.JsonObject;
import dev.dockdash.oci.Digest;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenAuthTest {

    private static final TokenAuth ALICE = TokenAuth.user("alice", "secret");

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private EmbeddedRegistry registry;
    private HttpApi api;

    @BeforeEach
    void start() throws IOException {
        start(ALICE);
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void challengeNamesTheTokenEndpointAndTheScope() {
        HttpResponse<byte[]> answer = api.post("/v2/team/web/blobs/uploads/");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(errorCode(answer)).isEqualTo("UNAUTHORIZED");
        assertThat(header(answer, "WWW-Authenticate"))
                .isEqualTo("Bearer realm=\"" + registry.uri()
                        + "/token\",service=\"dockdash\",scope=\"repository:team/web:pull,push\"");
    }

    @Test
    void challengeOfTheRootHasNoScope() {
        assertThat(header(api.get("/v2/"), "WWW-Authenticate"))
                .isEqualTo("Bearer realm=\"" + registry.uri() + "/token\",service=\"dockdash\"");
    }

    @Test
    void tokenByGetPushesAndPulls() {
        JsonObject answer = tokenByGet("repository:web:pull,push");
        HttpApi alice = api.bearer(answer.requiredText("token"));

        byte[] manifest = alice.pushImage("web", "1");

        assertThat(alice.get("/v2/web/manifests/1").body()).isEqualTo(manifest);
        assertThat(answer.requiredText("access_token")).isEqualTo(answer.requiredText("token"));
        assertThat(answer.number("expires_in")).hasValue(300);
        assertThat(answer.requiredText("issued_at")).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(answer.has("refresh_token")).isFalse();
    }

    @Test
    void tokenByPasswordGrantHasItsOnlyName() {
        JsonObject answer = json(postForm("grant_type=password&username=alice&password=secret&service=dockdash"
                + "&client_id=test&scope=repository%3Aweb%3Apull+repository%3Abase%3Apull"));

        assertThat(answer.has("token")).isFalse();
        assertThat(answer.requiredText("scope")).isEqualTo("repository:web:pull repository:base:pull");
        HttpApi alice = api.bearer(answer.requiredText("access_token"));
        assertThat(alice.get("/v2/web/manifests/1").statusCode()).isEqualTo(404);
        assertThat(alice.get("/v2/base/manifests/1").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"repository:web:pull,push", "repository:web:*"})
    void identityTokenStandsForThePassword(String scope) {
        String identity = json(api.basic("alice", "secret").get("/token?offline_token=true"))
                .requiredText("refresh_token");
        String other = json(postForm("grant_type=password&username=alice&password=secret&access_type=offline"))
                .requiredText("refresh_token");

        for (String token : new String[] {identity, other, registry.identityToken()}) {
            JsonObject answer = json(postForm("grant_type=refresh_token&refresh_token=" + token + "&scope=" + scope));
            assertThat(answer.requiredText("access_token")).isNotEqualTo(token);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "grant_type=refresh_token&refresh_token=guess",
                "grant_type=refresh_token",
                "grant_type=password&username=alice&password=guess",
                "grant_type=password&username=alice",
                "grant_type=password&username=%3A&password=secret"
            })
    void wrongSecretGetsNoTokenByPost(String form) {
        HttpResponse<byte[]> answer = postForm(form);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(HttpApi.text(answer)).doesNotContain("guess");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "grant_type=", "grant_type=magic", "grant_type=%zz"})
    void unknownGrantIsRefused(String form) {
        assertThat(postForm(form).statusCode()).isEqualTo(400);
    }

    @Test
    void wrongPasswordGetsNoTokenByGet() {
        assertThat(api.basic("alice", "guess").get("/token").statusCode()).isEqualTo(401);
        assertThat(api.get("/token").statusCode()).isEqualTo(401);
        assertThat(api.delete("/token").statusCode()).isEqualTo(405);
    }

    @Test
    void tokenIsGoodForItsRepositoryAndActionsOnly() {
        api.bearer(tokenByGet("repository:web:pull,push").requiredText("token")).pushImage("web", "1");
        HttpApi reader = api.bearer(tokenByGet("repository:web:pull").requiredText("token"));

        assertThat(reader.get("/v2/").statusCode()).isEqualTo(200);
        assertThat(reader.get("/v2/web/manifests/1").statusCode()).isEqualTo(200);
        assertInsufficient(reader.get("/v2/other/tags/list"), "repository:other:pull");
        assertInsufficient(reader.post("/v2/web/blobs/uploads/"), "repository:web:pull,push");
        assertInsufficient(reader.delete("/v2/web/manifests/1"), "repository:web:delete");
    }

    @Test
    void actionStarIsEveryAction() {
        HttpApi alice = api.bearer(tokenByGet("repository:web:*").requiredText("token"));
        alice.pushImage("web", "1");

        assertThat(alice.delete("/v2/web/manifests/1").statusCode()).isEqualTo(202);
    }

    @Test
    void cancellingAnUploadNeedsNoRightToDelete() {
        HttpApi alice = api.bearer(tokenByGet("repository:web:pull,push").requiredText("token"));

        assertThat(alice.delete(alice.startUpload("web")).statusCode()).isEqualTo(204);
    }

    @Test
    void mountNeedsTheScopeOfItsSourceToo() {
        Digest digest = api.bearer(tokenByGet("repository:base:pull,push").requiredText("token"))
                .pushBlob("base", bytes("layer"));
        String mount = "/v2/web/blobs/uploads/?mount=" + digest + "&from=base";

        HttpApi one = api.bearer(tokenByGet("repository:web:pull,push").requiredText("token"));
        assertInsufficient(one.post(mount), "repository:web:pull,push repository:base:pull");

        HttpApi both = api.bearer(json(api.basic("alice", "secret")
                        .get("/token?scope=repository:web:pull,push&scope=repository:base:pull"))
                .requiredText("token"));
        assertThat(both.post(mount).statusCode()).isEqualTo(201);
    }

    @Test
    void mountWithoutASourceTakesItFromWhatMayBePulledOnly() {
        Digest digest = api.bearer(tokenByGet("repository:base:pull,push").requiredText("token"))
                .pushBlob("base", bytes("layer"));
        String mount = "/v2/web/blobs/uploads/?mount=" + digest;

        HttpApi one = api.bearer(tokenByGet("repository:web:pull,push").requiredText("token"));
        assertThat(one.post(mount).statusCode()).isEqualTo(202);
        assertThat(one.get("/v2/web/blobs/" + digest).statusCode()).isEqualTo(404);

        HttpApi both = api.bearer(json(api.basic("alice", "secret")
                        .get("/token?scope=repository:web:pull,push&scope=repository:base:pull"))
                .requiredText("token"));
        assertThat(both.post(mount).statusCode()).isEqualTo(201);
    }

    @Test
    void userGetsOnlyWhatIsGranted() throws IOException {
        stop();
        start(ALICE.grant("base/**", "pull").grant("team/*", "*"));

        JsonObject answer = json(api.basic("alice", "secret")
                .get("/token?scope=repository:base/deep/er:pull,push&scope=repository:team/web:pull,push"
                        + "&scope=repository:team/a/b:pull"));

        assertThat(answer.requiredText("scope"))
                .isEqualTo("repository:base/deep/er:pull repository:team/web:pull,push repository:team/a/b:");
    }

    @Test
    void anonymousMayOnlyPull() throws IOException {
        stop();
        start(ALICE.anonymousPull());
        JsonObject answer = json(api.get("/token?scope=repository:web:pull,push"));

        assertThat(answer.requiredText("scope")).isEqualTo("repository:web:pull");
    }

    @Test
    void tokenExpiresWhenItsTimeIsOver() throws IOException {
        stop();
        start(ALICE.lifetime(Duration.ofSeconds(10)));
        JsonObject answer = tokenByGet("repository:web:pull");
        HttpApi alice = api.bearer(answer.requiredText("token"));
        assertThat(answer.number("expires_in")).hasValue(10);

        now.set(Instant.ofEpochSecond(9));
        assertThat(alice.get("/v2/").statusCode()).isEqualTo(200);
        now.set(Instant.ofEpochSecond(10));
        HttpResponse<byte[]> refused = alice.get("/v2/");

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(header(refused, "WWW-Authenticate")).endsWith(",error=\"invalid_token\"");
    }

    @Test
    void allTokensExpireWhenTheTestSaysSo() {
        HttpApi alice = api.bearer(tokenByGet("repository:web:pull").requiredText("token"));
        String identity = registry.identityToken();
        assertThat(alice.get("/v2/").statusCode()).isEqualTo(200);

        registry.expireTokens();

        assertThat(alice.get("/v2/").statusCode()).isEqualTo(401);
        assertThat(postForm("grant_type=refresh_token&refresh_token=" + identity)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void tokensAreOpaqueAndNeverTheSame() {
        String one = tokenByGet("repository:web:pull").requiredText("token");

        assertThat(one)
                .hasSize(43)
                .isNotEqualTo(tokenByGet("repository:web:pull").requiredText("token"));
        assertThat(api.bearer(one.substring(1)).get("/v2/").statusCode()).isEqualTo(401);
        assertThat(api.basic("alice", "secret").get("/v2/").statusCode()).isEqualTo(401);
    }

    @Test
    void registryWithoutTokensHasNoneToExpire() throws IOException {
        try (EmbeddedRegistry open = EmbeddedRegistry.start()) {
            assertThatIllegalStateException()
                    .isThrownBy(open::expireTokens)
                    .withMessage("The registry " + open.hostAndPort() + " has no tokens: start it with tokenAuth(...)");
            assertThat(new HttpApi(open).get("/token").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void senselessSettingsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ALICE.lifetime(Duration.ofSeconds(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> ALICE.grant("web"));
        assertThatIllegalArgumentException().isThrownBy(() -> ALICE.grant("web", "fly"));
        assertThat(ALICE).hasToString("tokens for alice:(password) that live PT5M");
    }

    private void start(TokenAuth auth) throws IOException {
        registry = EmbeddedRegistry.builder().tokenAuth(auth).clock(now::get).start();
        api = new HttpApi(registry);
    }

    private JsonObject tokenByGet(String scope) {
        return json(api.basic("alice", "secret").get("/token?service=dockdash&scope=" + scope));
    }

    private HttpResponse<byte[]> postForm(String form) {
        return api.send(
                "POST", "/token", BodyPublishers.ofString(form), "Content-Type", "application/x-www-form-urlencoded");
    }

    private static void assertInsufficient(HttpResponse<byte[]> answer, String scope) {
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(header(answer, "WWW-Authenticate"))
                .endsWith(",scope=\"" + scope + "\",error=\"insufficient_scope\"");
    }
}
