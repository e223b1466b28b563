package dev.dockdash.registry;

import static dev.dockdash.registry.FaultOperation.COPY;
import static dev.dockdash.registry.FaultOperation.PULL;
import static dev.dockdash.registry.FaultRow.fails;
import static dev.dockdash.registry.FaultRow.succeeds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.layer.Layer;
import dev.dockdash.registry.ScriptedServer.Answer;
import dev.dockdash.registry.ScriptedServer.Asked;
import dev.dockdash.testregistry.ConnectionFault;
import dev.dockdash.testregistry.Fault;
import dev.dockdash.testregistry.RecordedRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Layers that break off, are damaged on the way, or never end. */
class BlobGetFaultsTest extends FaultMatrix {

    private static final Layer LAYER = FaultImages.OLD.layers().get(1);
    private static final String BLOB = "/v2/app/blobs/" + LAYER.digest();
    private static final int SIZE = (int) LAYER.size();

    static Stream<Arguments> cases() {
        List<FaultRow> rows = new ArrayList<>(damaged());
        rows.addAll(resumed());
        rows.addAll(slow());
        return FaultRow.cases(rows);
    }

    private static FaultRow row(FaultRow row) {
        return row.message().isEmpty() ? row : row.and(BlobGetFaultsTest::requireNotCached);
    }

    private static void requireNotCached(FaultScene scene) {
        assertThat(scene.cache().find(LAYER.digest())).isEmpty();
        assertThat(scene.cache()
                        .folder()
                        .resolve("blobs/sha256/" + LAYER.digest().hex()))
                .doesNotExist();
    }

    private static FaultRow succeedsWith(String name, Fault fault) {
        return succeeds(PULL, name, scene -> scene.fail(fault.on("GET", BLOB)));
    }

    private static FaultRow failsWith(String name, String message, Fault fault) {
        return row(fails(
                PULL, name, message, scene -> scene.fail(fault.on("GET", BLOB).always())));
    }

    private static List<FaultRow> damaged() {
        List<FaultRow> rows = new ArrayList<>();
        for (int at : new int[] {0, SIZE / 3, SIZE - 1}) {
            rows.add(succeedsWith("an end after " + at + " bytes", Fault.truncateAfter(at)));
            rows.add(failsWith("only " + at + " bytes announced", "expected " + SIZE + " bytes", Fault.shortenTo(at)));
            rows.add(failsWith("a flipped bit of byte " + at, "", Fault.flipBit(at)));
            rows.add(row(fails(
                    PULL,
                    "a flipped bit of byte " + at + " on the way",
                    "",
                    scene -> scene.fail(ConnectionFault.flipBit()
                            .atResponseByte(at)
                            .on("GET", BLOB)
                            .always()))));
        }
        rows.add(failsWith("one byte more", "expected " + SIZE + " bytes", Fault.extraBytes(1)));
        rows.add(failsWith("a gigabyte more", "expected " + SIZE + " bytes", Fault.extraBytes(1 << 30)));
        rows.add(failsWith("an end at once, for ever", "GET http", Fault.truncateAfter(0)));
        rows.add(failsWith(
                "another blob of that size", "", Fault.status(200).body("application/octet-stream", new byte[SIZE])));
        for (int size : new int[] {SIZE - 1, SIZE + 1, 8 << 20}) {
            byte[] body = Arrays.copyOf(bytes(), size);
            rows.add(row(fails(
                    PULL,
                    size + " bytes in chunks",
                    "",
                    scene -> scene.front()
                            .on("GET", BLOB, Answer.of(200).body(body).inChunks()))));
        }
        rows.add(failsWith("404", "404", Fault.status(404)));
        rows.add(row(fails(COPY, "a flipped bit", "", scene -> copyFlipped(scene))));
        return rows;
    }

    /** What is mounted is not read, so no mount. */
    private static void copyFlipped(FaultScene scene) {
        scene.front().on("POST", ".*", (asked, number) -> {
            String query = asked.query().startsWith("mount") ? "" : asked.query();
            return scene.front().forward(new Asked("POST", asked.path(), query, asked.headers(), asked.body()));
        });
        scene.fail(Fault.flipBit(20_000)
                .on("GET", "/v2/base/blobs/" + FaultImages.BASE.layers().get(0).digest())
                .always());
    }

    private static FaultRow brokenThen(FaultRow row) {
        FaultRow.Script script = scene -> {
            row.script().run(scene);
            scene.fail(ConnectionFault.reset().atResponseByte(SIZE * 3L / 10).on("GET", BLOB));
        };
        return row(new FaultRow(
                "reset at 30 %, then " + row.name(), row.operation(), script, row.message(), row.check(), false));
    }

    private static FaultRow brokenThen(String name, String message, Fault fault) {
        return brokenThen(fails(
                PULL, name, message, scene -> scene.fail(fault.on("GET", BLOB).after(1))));
    }

    private static List<FaultRow> resumed() {
        byte[] flipped = bytes();
        flipped[SIZE - 1] ^= 1;
        return List.of(
                brokenThen(succeeds(PULL, "206", scene -> {})
                        .and(scene -> assertThat(scene.registry().requests())
                                .extracting(RecordedRequest::status)
                                .containsOnlyOnce(206))),
                brokenThen(
                        "206 of another part",
                        "asked to go on at byte",
                        Fault.wrongHeader("Content-Range", "bytes 0-9/" + SIZE)),
                brokenThen(
                        "206 of another whole",
                        "asked to go on at byte",
                        Fault.wrongHeader("Content-Range", "bytes " + SIZE * 3 / 10 + "-99999/100000")),
                brokenThen(
                        "206 without saying of what", "asked to go on at byte", Fault.missingHeader("Content-Range")),
                brokenThen(succeeds(
                        PULL,
                        "200",
                        scene -> scene.fail(Fault.status(200)
                                .body("application/octet-stream", bytes())
                                .on("GET", BLOB)
                                .after(1)))),
                brokenThen("200 with something else", "", Fault.status(200).body("application/octet-stream", flipped)),
                brokenThen("416", "416", Fault.status(416)),
                brokenThen("another ETag", "asked to go on at byte", Fault.wrongHeader("ETag", "\"other\"")),
                brokenThen(succeeds(
                        PULL,
                        "503 once",
                        scene -> scene.fail(Fault.status(503).on("GET", BLOB).after(1)))),
                brokenThen(succeeds(
                        PULL,
                        "an expired token",
                        scene -> scene.fail(Fault.expireToken().on("GET", BLOB).after(1)))));
    }

    private static byte[] bytes() {
        try (InputStream in = LAYER.blob().open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<FaultRow> slow() {
        return List.of(
                row(fails(PULL, "a byte a second", "GET http", scene -> {
                    scene.stallLimit(Duration.ofMillis(500));
                    scene.fail(Fault.slowBody(1).on("GET", BLOB).always());
                })),
                row(fails(PULL, "silence", "GET http", scene -> {
                    scene.stallLimit(Duration.ofMillis(300));
                    scene.fail(Fault.stall().on("GET", BLOB).always());
                })),
                row(fails(PULL, "silence after a while", "GET http", scene -> {
                    scene.stallLimit(Duration.ofMillis(300));
                    scene.fail(Fault.stallAfter(1000).on("GET", BLOB));
                    scene.fail(Fault.stall().on("GET", BLOB).always());
                })));
    }
}
