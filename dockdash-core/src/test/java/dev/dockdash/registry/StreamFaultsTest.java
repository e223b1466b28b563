package dev.dockdash.registry;

import static dev.dockdash.registry.FaultOperation.STREAM;
import static dev.dockdash.registry.FaultRow.fails;
import static dev.dockdash.registry.FaultRow.succeeds;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.testregistry.ConnectionFault;
import dev.dockdash.testregistry.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Layers that are sent while they are built, to registries that do not take them so: they are sent once more. */
class StreamFaultsTest extends FaultMatrix {

    private static final long SIZE = FaultImages.STREAMED.layers().get(0).size();

    static Stream<Arguments> cases() {
        List<FaultRow> rows = new ArrayList<>();
        rows.add(succeeds(STREAM, "nothing", scene -> {}).and(scene -> {
            requireSent(scene, 1, 2);
            assertThat(scene.count("DELETE", FaultScene.UPLOAD)).isZero();
        }));
        rows.addAll(starts());
        rows.addAll(streams());
        rows.addAll(ends());
        return FaultRow.cases(rows);
    }

    private static List<FaultRow> starts() {
        return List.of(
                again("a POST that is lost", Fault.dropConnection().on("POST", FaultScene.UPLOADS)),
                again("a POST answered 404", Fault.status(404).on("POST", FaultScene.UPLOADS)),
                again("a POST without Location", Fault.missingHeader("Location").on("POST", FaultScene.UPLOADS)),
                again(
                        "a Location in plain HTTP",
                        Fault.wrongHeader("Location", "http://storage.example.com/upload")
                                .on("POST", FaultScene.UPLOADS)),
                stalls("a POST that stalls", Fault.stall().on("POST", FaultScene.UPLOADS)),
                succeeds(STREAM, "a token that expired", scene -> {
                            scene.fail(Fault.expireToken().on("POST", FaultScene.UPLOADS));
                        })
                        .and(scene -> requireSent(scene, 1, 2)));
    }

    private static List<FaultRow> streams() {
        List<FaultRow> rows = new ArrayList<>();
        for (int status : new int[] {400, 403, 404, 405, 413, 416, 429, 500, 503}) {
            rows.add(again(
                            "a stream answered " + status,
                            Fault.status(status).on("PATCH", FaultScene.UPLOAD).always())
                    .and(scene ->
                            assertThat(scene.count("DELETE", FaultScene.UPLOAD)).isEqualTo(1)));
        }
        for (long at : new long[] {0, SIZE / 2, SIZE - 1}) {
            rows.add(again(
                    "a stream that is reset at byte " + at,
                    ConnectionFault.reset().atRequestByte(at).on("PATCH", FaultScene.UPLOAD)));
            rows.add(again(
                    "a stream that is closed at byte " + at,
                    ConnectionFault.close().atRequestByte(at).on("PATCH", FaultScene.UPLOAD)));
        }
        rows.add(again("a lost answer", Fault.loseAnswer().on("PATCH", FaultScene.UPLOAD)));
        rows.add(again("no Location", Fault.missingHeader("Location").on("PATCH", FaultScene.UPLOAD)));
        rows.add(again(
                "another Location", Fault.wrongHeader("Location", "/v2/app/x").on("PATCH", FaultScene.UPLOAD)));
        rows.add(stalls("silence", Fault.stall().on("PATCH", FaultScene.UPLOAD)));
        rows.add(succeeds(
                        STREAM,
                        "401 before the stream is read",
                        scene -> scene.fail(Fault.expireToken().on("PATCH", FaultScene.UPLOAD)))
                .and(scene -> requireSent(scene, 2, 2)));
        return rows;
    }

    private static List<FaultRow> ends() {
        String invalid = "{\"errors\":[{\"code\":\"DIGEST_INVALID\"}]}";
        return List.of(
                again(
                        "an end answered 400",
                        Fault.status(400)
                                .body("application/json", invalid.getBytes(UTF_8))
                                .on("PUT", FaultScene.UPLOAD)),
                again("an end answered 404", Fault.status(404).on("PUT", FaultScene.UPLOAD)),
                again("an end answered 503", Fault.status(503).on("PUT", FaultScene.UPLOAD)),
                again("an end that is dropped", Fault.dropConnection().on("PUT", FaultScene.UPLOAD)),
                again(
                        "another digest",
                        Fault.wrongHeader("Docker-Content-Digest", "sha256:0").on("PUT", FaultScene.UPLOAD)),
                succeeds(STREAM, "a lost answer to the end", scene -> {
                            scene.fail(Fault.loseAnswer().on("PUT", FaultScene.UPLOAD));
                        })
                        .and(scene -> requireSent(scene, 1, 2)),
                fails(
                        STREAM,
                        "201 and nothing stored",
                        "MANIFEST_BLOB_UNKNOWN",
                        scene -> scene.fail(Fault.status(201)
                                .header("Location", "/v2/app/blobs/x")
                                .on("PUT", FaultScene.UPLOAD)
                                .always())));
    }

    /** A row after which the layer was sent as any other. */
    private static FaultRow again(String name, Fault fault) {
        return again(name, scene -> scene.fail(fault));
    }

    private static FaultRow again(String name, ConnectionFault fault) {
        return again(name, scene -> scene.fail(fault));
    }

    private static FaultRow again(String name, FaultRow.Script script) {
        return succeeds(STREAM, name, script);
    }

    private static FaultRow stalls(String name, Fault fault) {
        return again(name, scene -> {
            scene.stallLimit(Duration.ofMillis(300));
            scene.fail(fault);
        });
    }

    private static void requireSent(FaultScene scene, int streams, int ends) {
        assertThat(scene.count("PATCH", FaultScene.UPLOAD)).isEqualTo(streams);
        assertThat(scene.count("PUT", FaultScene.UPLOAD)).isEqualTo(ends);
    }
}
