package dev.dockdash.registry;

import static dev.dockdash.registry.FaultOperation.PULL;
import static dev.dockdash.registry.FaultOperation.PUSH;
import static dev.dockdash.registry.FaultRow.fails;
import static dev.dockdash.registry.FaultRow.succeeds;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.registry.ScriptedServer.Answer;
import dev.dockdash.testregistry.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Token servers that refuse, lie, redirect and keep silent, and tokens that expire. */
class TokenFaultsTest extends FaultMatrix {

    static Stream<Arguments> cases() {
        List<FaultRow> rows = new ArrayList<>();
        for (int status : new int[] {400, 401, 404, 405}) {
            rows.add(succeeds(PUSH, status + " on POST", scene -> refusePost(scene, status))
                    .and(TokenFaultsTest::requireGet));
        }
        rows.add(fails(PUSH, "JSON without a token", "expected a token", scene -> answer(scene, "{}".getBytes(UTF_8))));
        rows.add(fails(PUSH, "2 MiB", "is larger than", scene -> answer(scene, new byte[2 << 20])));
        rows.add(fails(
                        PUSH,
                        "302 to another host",
                        "redirects of token servers are not followed",
                        scene -> scene.fail(Fault.status(302)
                                .header("Location", scene.other().url("/token"))
                                .on("*", "/token")
                                .always()))
                .and(scene -> assertThat(scene.other().asked()).isEmpty()));
        for (String realm :
                List.of("http://tokens.example.com/t", "http://169.254.169.254/t", "https://10.1.2.3/t", "ftp://x/")) {
            rows.add(fails(PUSH, "the realm " + realm, "Asking for access to", scene -> challenge(scene, realm)));
        }
        rows.add(fails(PULL, "silence", "GET http", scene -> {
            scene.stallLimit(Duration.ofMillis(300));
            scene.fail(Fault.stall().on("*", "/token").always());
        }));
        rows.add(succeeds(PUSH, "a token that is good for one blob only", TokenFaultsTest::shortLived));
        for (int n : new int[] {0, 1, 3}) {
            rows.add(succeeds(
                            PUSH,
                            "a token that expires at blob " + n,
                            scene -> scene.fail(Fault.expireToken()
                                    .on("PUT", FaultScene.UPLOAD)
                                    .after(n)))
                    .and(scene -> assertThat(scene.count("*", "/token")).isBetween(2, 5)));
        }
        rows.add(fails(PUSH, "401 for ever", "401", TokenFaultsTest::refuseForEver)
                .and(scene -> assertThat(scene.count("HEAD", "/v2/**")).isLessThanOrEqualTo(3 * 3)));
        return FaultRow.cases(rows);
    }

    /** Who has an identity token and may not post it gets a token by GET, if the server knows that token there. */
    private static void refusePost(FaultScene scene, int status) throws IOException {
        scene.credentials(Credentials.identityToken(scene.registry().identityToken()));
        scene.fail(Fault.status(status).on("POST", "/token").always());
        String token = StoredTag.token(scene.registry(), "repository:app:pull,push", FaultScene.USER, scene.password());
        scene.fail(Fault.status(200)
                .body("application/json", ("{\"token\":\"" + token + "\"}").getBytes(UTF_8))
                .on("GET", "/token")
                .always());
    }

    private static void requireGet(FaultScene scene) {
        assertThat(scene.count("POST", "/token")).isPositive();
    }

    private static void answer(FaultScene scene, byte[] body) {
        scene.fail(Fault.status(200)
                .body("application/json", body)
                .on("*", "/token")
                .always());
    }

    private static void challenge(FaultScene scene, String realm) {
        scene.fail(Fault.status(401)
                .header("WWW-Authenticate", "Bearer realm=\"" + realm + "\",service=\"s\"")
                .on("*", "/v2/**")
                .always());
    }

    /** Two blobs take longer to send than a token lives. */
    private static void shortLived(FaultScene scene) {
        scene.front().on("PUT", ".*", (asked, number) -> {
            Answer answer = scene.front().forward(asked);
            scene.time().forward(Duration.ofSeconds(40));
            return answer;
        });
    }

    private static void refuseForEver(FaultScene scene) {
        scene.fail(Fault.status(401)
                .header("WWW-Authenticate", "Bearer realm=\"http://" + scene.host() + "/token\",service=\"dockdash\"")
                .on("*", "/v2/app/**")
                .always());
    }
}
