package dev.dockdash.registry;

import static dev.dockdash.registry.FaultOperation.PUSH;
import static dev.dockdash.registry.FaultRow.fails;
import static dev.dockdash.registry.FaultRow.succeeds;

import dev.dockdash.registry.ScriptedServer.Answer;
import dev.dockdash.testregistry.ConnectionFault;
import dev.dockdash.testregistry.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Uploads in chunks, which the registry takes otherwise than they were sent. */
class ChunkFaultsTest extends FaultMatrix {

    static Stream<Arguments> cases() {
        List<FaultRow> rows = new ArrayList<>();
        for (int n : new int[] {0, 2}) {
            rows.add(succeeds("416 for chunk " + n, Fault.status(416).after(n)));
            rows.add(succeeds("a lost answer to chunk " + n, Fault.loseAnswer().after(n)));
            rows.add(succeeds(
                    "a chunk " + n + " that does not arrive",
                    Fault.dropConnection().after(n)));
            rows.add(succeeds("503 for chunk " + n, Fault.status(503).after(n)));
            rows.add(succeeds(
                    "a token that expires at chunk " + n, Fault.expireToken().after(n)));
        }
        for (String range : List.of("0-0", "0-4000", "0-99999999", "0-8191", "nonsense")) {
            rows.add(succeeds(
                    "the Range " + range + " once",
                    Fault.wrongHeader("Range", range).after(1)));
            rows.add(succeeds(
                    "the Range " + range + " for ever",
                    Fault.wrongHeader("Range", range).always()));
        }
        rows.add(succeeds("no Range", Fault.missingHeader("Range").always()));
        rows.add(FaultRow.succeeds(PUSH, "201 for chunks", scene -> {
            scene.monolithic(MonolithicUpload.NEVER);
            scene.front().on("PATCH", ".*", (asked, number) -> {
                Answer answer = scene.front().forward(asked);
                Answer created = Answer.of(answer.status() == 202 ? 201 : answer.status());
                for (String[] header : answer.headers()) {
                    created = created.header(header[0], header[1]);
                }
                return created;
            });
        }));
        rows.add(FaultRow.succeeds(PUSH, "a chunk that is reset", scene -> {
            scene.monolithic(MonolithicUpload.NEVER);
            scene.fail(ConnectionFault.reset()
                    .atRequestByte(5000)
                    .on("PATCH", FaultScene.UPLOAD)
                    .after(1));
        }));
        rows.add(fails(PUSH, "416 for ever", "416", scene -> {
            scene.monolithic(MonolithicUpload.NEVER);
            scene.fail(Fault.status(416).on("*", FaultScene.UPLOAD).always());
        }));
        return FaultRow.cases(rows);
    }

    private static FaultRow succeeds(String name, Fault fault) {
        return FaultRow.succeeds(PUSH, name, scene -> {
            scene.monolithic(MonolithicUpload.NEVER);
            scene.fail(fault.on("PATCH", FaultScene.UPLOAD));
        });
    }
}
