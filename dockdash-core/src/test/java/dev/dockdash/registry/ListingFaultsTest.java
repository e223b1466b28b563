package dev.dockdash.registry;

import static dev.dockdash.registry.FaultRow.fails;
import static dev.dockdash.registry.FaultRow.succeeds;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.testregistry.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Lists that lead astray, are endless, or are none. */
class ListingFaultsTest extends FaultMatrix {

    private static final String TAGS = "/v2/app/tags/list";
    private static final String REFERRERS = "/v2/app/referrers/*";
    private static final String INDEX = "application/vnd.oci.image.index.v1+json";

    private static final FaultOperation LIST_TAGS =
            FaultOperation.reading("list of tags", (client, scene) -> client.tags(scene.reference("app")));

    private static final FaultOperation LIST_NO_TAGS = FaultOperation.reading(
            "list of tags",
            (client, scene) -> assertThat(client.tags(scene.reference("app"))).isEmpty());

    private static final FaultOperation LIST_MILLION = FaultOperation.reading(
            "list of tags",
            (client, scene) -> assertThat(client.tags(scene.reference("app"))).hasSize(1_000_000));

    private static final FaultOperation LIST_REFERRERS = FaultOperation.reading(
            "list of referrers",
            (client, scene) -> assertThat(client.referrers(scene.reference("app:1"), "x/y"))
                    .isEmpty());

    static Stream<Arguments> cases() {
        List<FaultRow> rows = new ArrayList<>(tags());
        rows.addAll(referrers());
        return FaultRow.cases(rows);
    }

    private static Fault tagList(String tags) {
        return Fault.status(200).body("application/json", ("{\"name\":\"app\",\"tags\":" + tags + "}").getBytes(UTF_8));
    }

    private static List<FaultRow> tags() {
        return List.of(
                fails(
                        LIST_TAGS,
                        "a Link that leads back",
                        "lead round in a circle",
                        scene -> scene.fail(tagList("[\"1\"]")
                                .header("Link", "<" + TAGS + ">; rel=\"next\"")
                                .on("GET", TAGS)
                                .always())),
                fails(
                                LIST_TAGS,
                                "a Link to another host",
                                "at another host",
                                scene -> scene.fail(tagList("[\"1\"]")
                                        .header("Link", "<" + scene.other().url(TAGS) + ">; rel=\"next\"")
                                        .on("GET", TAGS)))
                        .and(scene -> assertThat(scene.other().asked()).isEmpty()),
                succeeds(
                        LIST_NO_TAGS,
                        "null",
                        scene -> scene.fail(tagList("null").on("GET", TAGS))),
                succeeds(
                        LIST_MILLION,
                        "a million",
                        scene -> scene.fail(tagList("[" + "\"t\",".repeat(999_999) + "\"t\"]")
                                .on("GET", TAGS))),
                fails(
                        LIST_TAGS,
                        "65 MiB",
                        "is larger than",
                        scene -> scene.fail(Fault.status(200)
                                .body("application/json", new byte[65 << 20])
                                .on("GET", TAGS))),
                fails(
                        LIST_TAGS,
                        "a page",
                        "cannot be read",
                        scene -> scene.fail(Fault.status(200)
                                .body("text/html", "<html>".getBytes(UTF_8))
                                .on("GET", TAGS))),
                succeeds(
                        LIST_TAGS,
                        "a list that breaks off",
                        scene -> scene.fail(Fault.status(503).on("GET", TAGS))));
    }

    private static List<FaultRow> referrers() {
        String foreign = "{\"schemaVersion\":2,\"mediaType\":\"" + INDEX + "\",\"manifests\":[" + "{\"mediaType\":\""
                + INDEX + "\",\"size\":1,\"digest\":\"" + FaultImages.NEW.digest() + "\",\"artifactType\":\"z/z\"}]}";
        return List.of(
                succeeds(
                        LIST_REFERRERS,
                        "404",
                        scene -> scene.fail(Fault.status(404).on("GET", REFERRERS))),
                succeeds(
                        LIST_REFERRERS,
                        "null",
                        scene -> scene.fail(
                                index("{\"schemaVersion\":2,\"mediaType\":\"" + INDEX + "\",\"manifests\":null}"))),
                succeeds(LIST_REFERRERS, "those of another type", scene -> scene.fail(index(foreign))),
                fails(LIST_REFERRERS, "a page", "cannot be read", scene -> scene.fail(index("<html>"))),
                fails(
                        LIST_REFERRERS,
                        "a manifest",
                        "cannot be read",
                        scene -> scene.fail(
                                index(new String(FaultImages.OLD.manifest().toBytes(), UTF_8)))));
    }

    private static Fault index(String json) {
        return Fault.status(200).body(INDEX, json.getBytes(UTF_8)).on("GET", REFERRERS);
    }
}
