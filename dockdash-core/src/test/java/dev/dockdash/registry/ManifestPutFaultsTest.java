package dev.dockdash.registry;

import static dev.dockdash.registry.FaultOperation.BUILD;
import static dev.dockdash.registry.FaultOperation.COPY;
import static dev.dockdash.registry.FaultOperation.PUSH;
import static dev.dockdash.registry.FaultOperation.PUSH_INDEX;
import static dev.dockdash.registry.FaultRow.fails;
import static dev.dockdash.registry.FaultRow.succeeds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.registry.ScriptedServer.Answer;
import dev.dockdash.testregistry.ConnectionFault;
import dev.dockdash.testregistry.Fault;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Manifests whose fate is not told, or told wrongly. */
class ManifestPutFaultsTest extends FaultMatrix {

    static Stream<Arguments> cases() {
        return FaultRow.cases(List.of(
                succeeds(
                                PUSH,
                                "an answer that is lost",
                                scene -> scene.fail(Fault.loseAnswer().on("PUT", FaultScene.MANIFEST)))
                        .and(scene -> assertThat(scene.count("PUT", FaultScene.MANIFEST))
                                .isEqualTo(1)),
                succeeds(
                                PUSH,
                                "an answer that is reset",
                                scene -> scene.fail(ConnectionFault.reset().on("PUT", FaultScene.MANIFEST)))
                        .and(scene -> assertThat(scene.count("PUT", FaultScene.MANIFEST))
                                .isEqualTo(1)),
                succeeds(
                        PUSH,
                        "a connection that is dropped before",
                        scene -> scene.fail(Fault.dropConnection().on("PUT", FaultScene.MANIFEST))),
                succeeds(
                        PUSH,
                        "a body that is reset",
                        scene -> scene.fail(
                                ConnectionFault.reset().atRequestByte(10).on("PUT", FaultScene.MANIFEST))),
                fails(
                        PUSH,
                        "201 with another digest",
                        "the registry says sha256:0",
                        scene -> scene.fail(Fault.wrongHeader("Docker-Content-Digest", "sha256:0")
                                .on("PUT", FaultScene.MANIFEST))),
                succeeds(
                        PUSH,
                        "201 without a digest",
                        scene -> scene.fail(
                                Fault.missingHeader("Docker-Content-Digest").on("PUT", FaultScene.MANIFEST))),
                succeeds(
                        PUSH,
                        "no digest anywhere",
                        scene -> scene.fail(Fault.missingHeader("Docker-Content-Digest")
                                .on("*", FaultScene.MANIFEST)
                                .times(3))),
                fails(
                                PUSH,
                                "201 without a digest, and nothing stored",
                                "but the registry now has none",
                                scene -> scene.front()
                                        .on("HEAD", FaultScene.MANIFEST, Answer.of(404))
                                        .on("GET", FaultScene.MANIFEST, Answer.of(404))
                                        .on("PUT", FaultScene.MANIFEST, Answer.of(201)))
                        .and(ManifestPutFaultsTest::requireOldTag),
                fails(
                                PUSH,
                                "201 without a digest, and the old one stays",
                                "but the registry now has " + FaultImages.OLD.digest(),
                                scene -> scene.front().on("PUT", FaultScene.MANIFEST, Answer.of(201)))
                        .and(ManifestPutFaultsTest::requireOldTag),
                succeeds(PUSH, "500 once", scene -> scene.fail(Fault.status(500).on("PUT", FaultScene.MANIFEST))),
                fails(PUSH, "413", "413", scene -> scene.fail(Fault.status(413).on("PUT", FaultScene.MANIFEST)))
                        .and(ManifestPutFaultsTest::requireOldTag),
                fails(PUSH, "400", "400", scene -> scene.fail(Fault.status(400).on("PUT", FaultScene.MANIFEST)))
                        .and(ManifestPutFaultsTest::requireOldTag),
                succeeds(
                        PUSH_INDEX,
                        "a child whose answer is lost",
                        scene -> scene.fail(Fault.loseAnswer().on("PUT", "/v2/app/manifests/sha256*"))),
                fails(
                                PUSH_INDEX,
                                "a child that is refused",
                                "400",
                                scene -> scene.fail(Fault.status(400)
                                        .on("PUT", "/v2/app/manifests/sha256*")
                                        .after(1)))
                        .and(scene -> assertThat(scene.count("PUT", FaultScene.MANIFEST))
                                .isZero())
                        .and(ManifestPutFaultsTest::requireOldTag),
                succeeds(
                        COPY,
                        "an answer that is lost",
                        scene -> scene.fail(Fault.loseAnswer().on("PUT", FaultScene.MANIFEST))),
                succeeds(
                        BUILD,
                        "503 four times",
                        scene -> scene.fail(Fault.status(503).times(4).on("PUT", FaultScene.MANIFEST)))));
    }

    private static void requireOldTag(FaultScene scene) throws IOException {
        assertThat(StoredTag.digest(scene.registry(), "app", "1", FaultScene.USER, scene.password()))
                .isEqualTo(FaultImages.OLD.digest().toString());
    }
}
