package dev.dockdash.registry;

import static dev.dockdash.registry.FaultOperation.PULL;
import static dev.dockdash.registry.FaultOperation.PUSH;
import static dev.dockdash.registry.FaultRow.fails;
import static dev.dockdash.registry.FaultRow.succeeds;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.dockdash.testregistry.Fault;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Challenges of every form, and registries that are none. */
class ChallengeFaultsTest extends FaultMatrix {

    static Stream<Arguments> cases() {
        return FaultRow.cases(List.of(
                succeeds(PUSH, "401 with three challenges", ChallengeFaultsTest::threeChallenges),
                succeeds(PULL, "401 with three challenges", ChallengeFaultsTest::threeChallenges),
                succeeds(
                        PUSH,
                        "401 without a challenge, but for the root",
                        scene -> scene.fail(Fault.status(401).on("*", "/v2/app/**"))),
                fails(
                        PUSH,
                        "401 without any challenge",
                        "401",
                        scene -> scene.fail(Fault.status(401).on("*", "/v2/**").always())),
                fails(
                        PUSH,
                        "a challenge that cannot be read",
                        "WWW-Authenticate",
                        scene -> scene.fail(Fault.status(401)
                                .header("WWW-Authenticate", "Bearer realm=\"never ends")
                                .on("*", "/v2/**")
                                .always())),
                fails(PUSH, "200 with a page", "expected 202", ChallengeFaultsTest::portal),
                fails(PULL, "200 with a page", "is this a registry?", ChallengeFaultsTest::portal),
                succeeds(
                        PUSH,
                        "500 twice",
                        scene -> scene.fail(Fault.status(500).times(2).on("*", "/v2/**"))),
                succeeds(
                        PULL,
                        "500 twice",
                        scene -> scene.fail(Fault.status(500).times(2).on("*", "/v2/**"))),
                fails(
                        PULL,
                        "500 for ever",
                        "500",
                        scene -> scene.fail(Fault.status(500).always().on("*", "/v2/**")))));
    }

    private static void threeChallenges(FaultScene scene) {
        scene.fail(Fault.status(401)
                .header(
                        "WWW-Authenticate",
                        "Digest realm=\"a, \\\"b\\\"\", nonce=\"x,y\", bEaReR realm=\"http://" + scene.host()
                                + "/token\",service=\"dock, \\\"dash\\\"\",scope=\"repository:app:pull,push\", NEGOTIATE dG9rZW42OA==")
                .on("*", "/v2/**"));
    }

    /** As the pages are that hotels answer everything with. */
    private static void portal(FaultScene scene) {
        scene.fail(Fault.status(200)
                .body("text/html", "<html>Please log in</html>".getBytes(UTF_8))
                .on("*", "/**")
                .always());
    }
}
