package dev.dockdash.registry;

import static dev.dockdash.registry.FaultOperation.PULL;
import static dev.dockdash.registry.FaultOperation.PUSH;
import static dev.dockdash.registry.FaultRow.succeeds;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Caches that are damaged or cannot be written, and clocks that go back. */
class CacheFaultsTest extends FaultMatrix {

    private static final String BLOB =
            "blobs/sha256/" + FaultImages.OLD.layers().get(1).digest().hex();

    static Stream<Arguments> cases() {
        return FaultRow.cases(List.of(
                succeeds(PULL, "a layer in the cache that is cut off", scene -> damage(scene, new byte[1000])),
                succeeds(
                        PULL,
                        "a layer in the cache with other bytes",
                        scene -> damage(
                                scene,
                                new byte[(int) FaultImages.OLD.layers().get(1).size()])),
                succeeds(PULL, "what a killed process left", scene -> {
                    Path left = Files.createDirectories(scene.cache().folder().resolve("tmp"))
                            .resolve("left");
                    Files.writeString(left, "half");
                    Files.setLastModifiedTime(left, FileTime.fromMillis(0));
                }),
                succeeds(PULL, "a clock that goes back a day", scene -> {
                    PULL.action().run(scene.client(), scene);
                    scene.time().forward(Duration.ofDays(-1));
                }),
                succeeds(
                        PUSH,
                        "a clock that goes back a day",
                        scene -> scene.front().on("POST", ".*", (asked, number) -> {
                            scene.time().forward(Duration.ofDays(-1));
                            return ScriptedServer.FORWARD;
                        }))));
    }

    private static void damage(FaultScene scene, byte[] bytes) throws IOException {
        PULL.action().run(scene.client(), scene);
        Files.write(scene.cache().folder().resolve(BLOB), bytes);
    }
}
