package dev.dockdash.registry;

import static dev.dockdash.registry.FaultOperation.COPY;
import static dev.dockdash.registry.FaultOperation.PUSH;
import static dev.dockdash.registry.FaultRow.fails;
import static dev.dockdash.registry.FaultRow.succeeds;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.blob.Blob;
import dev.dockdash.image.Image;
import dev.dockdash.layer.Layer;
import dev.dockdash.registry.ScriptedServer.Answer;
import dev.dockdash.registry.ScriptedServer.Asked;
import dev.dockdash.testregistry.ConnectionFault;
import dev.dockdash.testregistry.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Uploads that break off, are refused, or are said to be stored and are not. */
class BlobPutFaultsTest extends FaultMatrix {

    private static final long SIZE = FaultImages.NEW.layers().get(0).size();

    static Stream<Arguments> cases() {
        List<FaultRow> rows = new ArrayList<>(broken());
        rows.addAll(refused());
        rows.addAll(later());
        return FaultRow.cases(rows);
    }

    private static List<FaultRow> broken() {
        List<FaultRow> rows = new ArrayList<>();
        for (long at : new long[] {0, SIZE / 2, SIZE - 1}) {
            rows.add(succeeds(
                    PUSH,
                    "reset at byte " + at,
                    scene ->
                            scene.fail(ConnectionFault.reset().atRequestByte(at).on("PUT", FaultScene.UPLOAD))));
            rows.add(succeeds(
                    PUSH,
                    "closed at byte " + at + " twice",
                    scene -> scene.fail(
                            ConnectionFault.close().atRequestByte(at).times(2).on("PUT", FaultScene.UPLOAD))));
        }
        rows.add(fails(
                PUSH,
                "reset for ever",
                "PUT http",
                scene -> scene.fail(ConnectionFault.reset()
                        .atRequestByte(1000)
                        .on("PUT", FaultScene.UPLOAD)
                        .always())));
        rows.add(fails(
                COPY,
                "500 for ever",
                "PUT http",
                scene -> scene.front()
                        .on("POST", ".*", (asked, number) -> {
                            String query = asked.query().startsWith("mount") ? "" : asked.query();
                            return scene.front()
                                    .forward(new Asked("POST", asked.path(), query, asked.headers(), asked.body()));
                        })
                        .on("PUT", ".*/uploads/.*", Answer.of(500))));
        rows.add(succeeds(
                        PUSH,
                        "an answer that is lost",
                        scene -> scene.fail(Fault.loseAnswer().on("PUT", FaultScene.UPLOAD)))
                .and(scene -> assertThat(scene.count("PUT", FaultScene.UPLOAD)).isEqualTo(4)));
        rows.add(succeeds(
                        PUSH,
                        "an answer that is reset",
                        scene -> scene.fail(ConnectionFault.reset().on("PUT", FaultScene.UPLOAD)))
                .and(scene -> assertThat(scene.count("PUT", FaultScene.UPLOAD)).isEqualTo(4)));
        rows.add(fails(PUSH, "silence", "PUT http", scene -> {
            scene.stallLimit(Duration.ofMillis(300));
            scene.fail(Fault.stall().on("PUT", FaultScene.UPLOAD).always());
        }));
        return rows;
    }

    private static List<FaultRow> refused() {
        return List.of(
                fails(PUSH, "413 to whoever sends no chunks", "let blobs be sent in chunks", scene -> {
                    scene.monolithic(MonolithicUpload.ALWAYS);
                    scene.fail(Fault.status(413).on("PUT", FaultScene.UPLOAD).always());
                }),
                succeeds(PUSH, "413 once", scene -> scene.fail(Fault.status(413).on("PUT", FaultScene.UPLOAD))),
                fails(
                        PUSH,
                        "400 DIGEST_INVALID",
                        "DIGEST_INVALID",
                        scene -> scene.fail(Fault.status(400)
                                .body(
                                        "application/json",
                                        "{\"errors\":[{\"code\":\"DIGEST_INVALID\"}]}".getBytes(UTF_8))
                                .on("PUT", FaultScene.UPLOAD)
                                .always())),
                fails(
                        PUSH,
                        "201 with another digest",
                        "the registry says sha256:0",
                        scene -> scene.fail(Fault.wrongHeader("Docker-Content-Digest", "sha256:0")
                                .on("PUT", FaultScene.UPLOAD)
                                .always())),
                fails(
                        PUSH,
                        "201 and nothing stored",
                        "MANIFEST_BLOB_UNKNOWN",
                        scene -> scene.fail(Fault.status(201)
                                .header("Location", "/v2/app/blobs/x")
                                .on("PUT", FaultScene.UPLOAD)
                                .always())),
                succeeds(
                        PUSH,
                        "401 before the body is read",
                        scene -> scene.fail(Fault.expireToken().on("PUT", FaultScene.UPLOAD))),
                fails(CHANGED, "a source that changes meanwhile", "Sending the blob", scene -> {}));
    }

    private static List<FaultRow> later() {
        List<FaultRow> rows = new ArrayList<>();
        for (String when : List.of("1", "Thu, 01 Jan 2026 00:00:10 GMT", "-1", "99999", "soon", "")) {
            rows.add(succeeds(
                            PUSH,
                            "429 with Retry-After \"" + when + "\"",
                            scene -> scene.fail(Fault.status(429)
                                    .header("Retry-After", when)
                                    .on("PUT", FaultScene.UPLOAD)))
                    .and(scene -> assertThat(scene.time().pauses())
                            .isNotEmpty()
                            .allMatch(pause -> !pause.isNegative() && pause.compareTo(Duration.ofSeconds(60)) <= 0)));
        }
        rows.add(succeeds(
                PUSH,
                "503 three times",
                scene -> scene.fail(Fault.status(503).times(3).on("PUT", FaultScene.UPLOAD))));
        rows.add(fails(
                        PUSH,
                        "503 for ever",
                        "503",
                        scene -> scene.fail(Fault.status(503).always().on("PUT", FaultScene.UPLOAD)))
                .and(scene -> assertThat(scene.count("PUT", FaultScene.UPLOAD)).isBetween(5, 3 * 5)));
        return rows;
    }

    private static final FaultOperation CHANGED =
            new FaultOperation("push of a file", FaultImages.OLD.digest(), BlobPutFaultsTest::pushChanged);

    /** The file has other bytes than those that its digest is of, as many. */
    private static void pushChanged(RegistryClient client, FaultScene scene) throws IOException {
        Layer layer = FaultImages.layer("new-1");
        Path file = Files.createTempFile("dockdash-changed", "");
        try {
            Files.write(file, new byte[(int) layer.size()]);
            Layer changed = Layer.of(layer.descriptor(), layer.diffId(), Blob.file(file, layer.digest(), layer.size()));
            client.push(Image.scratch().layer(changed).build(), scene.reference("app:1"));
        } finally {
            Files.delete(file);
        }
    }
}
