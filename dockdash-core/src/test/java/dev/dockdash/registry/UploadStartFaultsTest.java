package dev.dockdash.registry;

import static dev.dockdash.registry.FaultOperation.BUILD;
import static dev.dockdash.registry.FaultOperation.PUSH;
import static dev.dockdash.registry.FaultRow.fails;
import static dev.dockdash.registry.FaultRow.succeeds;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.oci.Descriptor;
import dev.dockdash.registry.ScriptedServer.Answer;
import dev.dockdash.registry.ScriptedServer.Asked;
import dev.dockdash.testregistry.ConnectionFault;
import dev.dockdash.testregistry.Fault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.Arguments;

/** Registries that lie about blobs, and uploads and mounts that do not start as they should. */
class UploadStartFaultsTest extends FaultMatrix {

    private static final String UNKNOWN = "{\"errors\":[{\"code\":\"MANIFEST_BLOB_UNKNOWN\",\"message\":\"lost\"}]}";

    static Stream<Arguments> cases() {
        List<FaultRow> rows = new ArrayList<>(heads());
        rows.addAll(starts());
        rows.addAll(locations());
        for (int status : new int[] {201, 202, 403, 404, 405}) {
            rows.add(succeeds(BUILD, "a mount answered " + status, scene -> answerMounts(scene, status))
                    .and(scene ->
                            assertThat(scene.count("PUT", FaultScene.UPLOAD)).isEqualTo(4)));
        }
        return FaultRow.cases(rows);
    }

    private static List<FaultRow> heads() {
        return List.of(
                succeeds(PUSH, "HEAD that lies about a blob for ever", scene -> lie(scene, true)),
                succeeds(PUSH, "a blob that vanishes after its HEAD", scene -> lie(scene, false)),
                fails(PUSH, "manifests whose blobs are always unknown", "MANIFEST_BLOB_UNKNOWN", scene -> {
                            lie(scene, true);
                            scene.fail(Fault.status(404)
                                    .body("application/json", UNKNOWN.getBytes(UTF_8))
                                    .on("PUT", FaultScene.MANIFEST)
                                    .always());
                        })
                        .and(UploadStartFaultsTest::requireOldTag));
    }

    private static List<FaultRow> starts() {
        return List.of(
                succeeds(
                        PUSH,
                        "POST reset before it is seen",
                        scene -> scene.fail(Fault.dropConnection().on("POST", FaultScene.UPLOADS))),
                succeeds(
                        PUSH,
                        "POST whose answer is lost",
                        scene -> scene.fail(Fault.loseAnswer().on("POST", FaultScene.UPLOADS))),
                succeeds(
                        PUSH,
                        "POST reset on the way back",
                        scene -> scene.fail(ConnectionFault.reset().on("POST", FaultScene.UPLOADS))),
                fails(
                        PUSH,
                        "202 without a Location",
                        "expected a Location",
                        scene -> scene.fail(Fault.missingHeader("Location")
                                .on("POST", FaultScene.UPLOADS)
                                .always())));
    }

    private static List<FaultRow> locations() {
        return List.of(
                succeeds(
                        PUSH,
                        "an absolute Location with a query",
                        scene -> locate(scene, scene.front(), "?state=a%2Bb")),
                succeeds(
                        PUSH,
                        "a relative Location",
                        scene -> scene.front().on("POST", ".*", (asked, number) -> {
                            Answer answer = scene.front().forward(asked);
                            return Answer.of(answer.status()).header("Location", last(answer));
                        })),
                succeeds(PUSH, "a Location on another host", UploadStartFaultsTest::elsewhere)
                        .and(scene -> assertThat(scene.other().asked()).hasSize(4)),
                fails(
                        PUSH,
                        "a Location on another host in plain HTTP",
                        "plain HTTP is spoken only with",
                        scene -> locateAt(scene, "http://storage.example.com/upload")),
                fails(
                                PUSH,
                                "a Location from https to http",
                                "leads from https to",
                                scene -> locateAt(scene, scene.other().url("/upload")))
                        .overTls()
                        .and(scene -> assertThat(scene.other().asked()).isEmpty()),
                fails(PUSH, "a Location that is no URL", "expected a Location", scene -> locateAt(scene, "ftp://x/y")));
    }

    @Test
    void aPortThatIsLeftOutIsThatOfTheScheme() {
        HttpUrl asked = HttpUrl.get("https://registry.example.com:443/v2/app/blobs/uploads/");
        HttpUrl location = asked.resolve("https://registry.example.com/v2/app/blobs/uploads/1");
        assertThat(Origin.of(Objects.requireNonNull(location))).isEqualTo(Origin.of(asked));
    }

    private static void requireOldTag(FaultScene scene) throws IOException {
        assertThat(StoredTag.digest(scene.registry(), "app", "1", FaultScene.USER, scene.password()))
                .isEqualTo(FaultImages.OLD.digest().toString());
    }

    private static void lie(FaultScene scene, boolean always) {
        Descriptor layer = FaultImages.NEW.manifest().layers().get(1);
        Fault fault = Fault.status(200)
                .header("Content-Length", Long.toString(layer.size()))
                .on("HEAD", "/v2/app/blobs/" + layer.digest());
        scene.fail(always ? fault.always() : fault);
    }

    private static void locateAt(FaultScene scene, String location) {
        scene.fail(Fault.wrongHeader("Location", location)
                .on("POST", FaultScene.UPLOADS)
                .always());
    }

    private static String location(Answer answer) {
        return answer.headers().stream()
                .filter(header -> header[0].equalsIgnoreCase("Location"))
                .findFirst()
                .orElseThrow()[1];
    }

    private static String last(Answer answer) {
        String location = location(answer);
        return location.substring(location.lastIndexOf('/') + 1);
    }

    /** Lets uploads go on at a server. */
    private static void locate(FaultScene scene, ScriptedServer server, String query) {
        ScriptedServer front = scene.front();
        front.on("POST", ".*", (asked, number) -> {
            Answer answer = front.forward(asked);
            return answer.status() != 202
                    ? answer
                    : Answer.of(202).header("Location", server.url("/v2/app/blobs/uploads/" + last(answer) + query));
        });
    }

    /** The other server has the right to upload by itself, as one with signed addresses has. */
    private static void elsewhere(FaultScene scene) throws IOException {
        locate(scene, scene.other(), "");
        String token = StoredTag.token(scene.registry(), "repository:app:pull,push", FaultScene.USER, scene.password());
        scene.other().forwardingTo(scene.registry().uri());
        scene.other()
                .on(
                        "PUT",
                        ".*",
                        (asked, number) -> scene.other()
                                .forward(new Asked(
                                        asked.method(),
                                        asked.path(),
                                        asked.query(),
                                        Map.of("Authorization", List.of("Bearer " + token)),
                                        asked.body())));
    }

    private static void answerMounts(FaultScene scene, int status) {
        ScriptedServer front = scene.front();
        front.on("POST", ".*", (asked, number) -> {
            boolean refused = asked.query().startsWith("mount=")
                    && asked.header("Authorization").isPresent();
            if (!refused) {
                return ScriptedServer.FORWARD;
            }
            return status == 202
                    ? front.forward(new Asked("POST", asked.path(), "", asked.headers(), asked.body()))
                    : Answer.of(status).header("Location", "/v2/app/blobs/sha256:0");
        });
    }
}
