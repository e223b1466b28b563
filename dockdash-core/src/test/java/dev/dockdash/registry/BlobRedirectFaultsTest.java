package dev.dockdash.registry;

import static dev.dockdash.registry.FaultOperation.PULL;
import static dev.dockdash.registry.FaultOperation.PUSH;
import static dev.dockdash.registry.FaultRow.fails;
import static dev.dockdash.registry.FaultRow.succeeds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.layer.Layer;
import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.MediaType;
import dev.dockdash.registry.ScriptedServer.Answer;
import dev.dockdash.testregistry.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Layers that are said to be elsewhere. */
class BlobRedirectFaultsTest extends FaultMatrix {

    private static final Layer LAYER = FaultImages.OLD.layers().get(1);
    private static final String BLOB = "/v2/app/blobs/" + LAYER.digest();

    static Stream<Arguments> cases() {
        return FaultRow.cases(List.of(
                succeeds(PULL, "307 to another port", scene -> {
                            serve(scene);
                            scene.fail(Fault.redirectTo(URI.create(scene.other().url("")))
                                    .on("GET", BLOB));
                        })
                        .and(scene -> assertThat(scene.other().asked()).hasSize(1)),
                succeeds(PULL, "307 to another host", scene -> {
                            serve(scene);
                            String other = scene.other().url("").replace("localhost", "127.0.0.1");
                            scene.fail(Fault.redirectTo(URI.create(other)).on("GET", BLOB));
                        })
                        .and(scene -> assertThat(scene.other().asked()).hasSize(1)),
                fails(PULL, "307 to a host that asks for a token", "answered 401", scene -> {
                    scene.other().on("GET", ".*", challenge(scene));
                    scene.fail(
                            Fault.redirectTo(URI.create(scene.other().url(""))).on("GET", BLOB));
                }),
                fails(PULL, "307 from https to http", "leads from https to", scene -> {
                            serve(scene);
                            scene.fail(Fault.redirectTo(URI.create(scene.other().url("")))
                                    .on("GET", BLOB));
                        })
                        .overTls()
                        .and(scene -> assertThat(scene.other().asked()).isEmpty()),
                fails(
                        PULL,
                        "307 to plain HTTP elsewhere",
                        "plain HTTP is spoken only with",
                        scene -> scene.fail(Fault.redirectTo(URI.create("http://storage.example.com"))
                                .on("GET", BLOB))),
                fails(
                        PULL,
                        "a loop",
                        "redirected more than",
                        scene -> scene.fail(Fault.status(307)
                                .header("Location", BLOB)
                                .on("GET", BLOB)
                                .always())),
                fails(
                        PULL,
                        "file:",
                        "no http or https URL",
                        scene -> scene.fail(Fault.status(307)
                                .header("Location", "file:///etc/passwd")
                                .on("GET", BLOB))),
                fails(PULL, "20 hops", "redirected more than", BlobRedirectFaultsTest::hop)
                        .and(scene -> assertThat(scene.other().asked()).hasSizeLessThan(12)),
                fails(PUSH, "307 of an upload to a host that asks for a token", "answered 401", scene -> {
                    scene.other().on("PUT", ".*", challenge(scene));
                    scene.fail(Fault.redirectTo(URI.create(scene.other().url("")))
                            .on("PUT", FaultScene.UPLOAD)
                            .always());
                }),
                fails(
                                FOREIGN,
                                "a foreign layer whose URL asks for a token",
                                "404",
                                scene -> scene.other().on("GET", ".*", challenge(scene)))
                        .and(scene -> assertThat(scene.other().asked()).isEmpty())));
    }

    private static final FaultOperation FOREIGN = FaultOperation.reading("pull", BlobRedirectFaultsTest::pullForeign);

    private static Answer challenge(FaultScene scene) {
        return Answer.of(401)
                .header("WWW-Authenticate", "Bearer realm=\"" + scene.other().url("/token") + "\",service=\"s\"");
    }

    private static void serve(FaultScene scene) throws IOException {
        try (InputStream in = LAYER.blob().open()) {
            scene.other().on("GET", ".*", Answer.of(200).body(in.readAllBytes()));
        }
    }

    private static void hop(FaultScene scene) {
        scene.other()
                .on(
                        "GET",
                        ".*",
                        (asked, number) ->
                                Answer.of(307).header("Location", scene.other().url("/" + number)));
        scene.fail(Fault.redirectTo(URI.create(scene.other().url(""))).on("GET", BLOB));
    }

    /** The layer is not in the registry, and its URLs are not asked. */
    private static void pullForeign(RegistryClient client, FaultScene scene) throws IOException {
        Descriptor foreign = new Descriptor(
                MediaType.parse("application/vnd.oci.image.layer.nondistributable.v1.tar"),
                FaultImages.NEW.layers().get(0).digest(),
                FaultImages.NEW.layers().get(0).size(),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                List.of(scene.other().url("/layer")),
                Optional.empty());
        try (InputStream in = client.blob(scene.reference("app"), foreign).open()) {
            in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
