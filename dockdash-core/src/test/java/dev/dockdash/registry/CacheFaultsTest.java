package dev.dockdash.registry;

import static dev.dockdash.registry.FaultOperation.BUILD;
import static dev.dockdash.registry.FaultOperation.PULL;
import static dev.dockdash.registry.FaultOperation.PUSH;
import static dev.dockdash.registry.FaultRow.fails;
import static dev.dockdash.registry.FaultRow.succeeds;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.dockdash.cache.BlobCache;
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
                succeeds(PULL, "a cache that cannot be made", CacheFaultsTest::obstruct),
                succeeds(BUILD, "a cache that cannot be made", CacheFaultsTest::obstruct),
                fails(PULL, "a disk that is full", "out of disk space", CacheFaultsTest::fill),
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

    private static void obstruct(FaultScene scene) throws IOException {
        Files.writeString(scene.cache().folder(), "a file where the folder should be");
    }

    /** Lets the cache lie on a disk with room for its folders and notes, but for no layer. */
    private static void fill(FaultScene scene) {
        Configuration disk = Configuration.unix().toBuilder()
                .setBlockSize(512)
                .setMaxSize(16 * 512)
                .build();
        scene.cache(BlobCache.at(Jimfs.newFileSystem(disk).getPath("/cache")));
    }

    private static void damage(FaultScene scene, byte[] bytes) throws IOException {
        PULL.action().run(scene.client(), scene);
        Files.write(scene.cache().folder().resolve(BLOB), bytes);
    }
}
