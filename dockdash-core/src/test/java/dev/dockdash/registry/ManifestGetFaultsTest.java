package dev.dockdash.registry;

import static dev.dockdash.registry.FaultOperation.COPY;
import static dev.dockdash.registry.FaultOperation.PULL;
import static dev.dockdash.registry.FaultOperation.PULL_BY_DIGEST;
import static dev.dockdash.registry.FaultRow.fails;
import static dev.dockdash.registry.FaultRow.succeeds;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.ImageIndex;
import dev.dockdash.oci.MediaType;
import dev.dockdash.registry.ScriptedServer.Answer;
import dev.dockdash.testregistry.ConnectionFault;
import dev.dockdash.testregistry.Fault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.params.provider.Arguments;

/** Manifests that are not what was asked for, or not fit to be read. */
class ManifestGetFaultsTest extends FaultMatrix {

    private static final String OCI = "application/vnd.oci.image.manifest.v1+json";
    private static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";
    private static final String ANY = "/v2/app/manifests/*";
    private static final byte[] BYTES = FaultImages.OLD.manifest().toBytes();
    private static final String TEXT = new String(BYTES, UTF_8);

    static Stream<Arguments> cases() {
        List<FaultRow> rows = new ArrayList<>(forged());
        rows.addAll(unreadable());
        rows.addAll(transfers());
        return FaultRow.cases(rows.stream()
                .map(row -> row.and(ManifestGetFaultsTest::requireNothingWrongIsCached))
                .toList());
    }

    private static List<FaultRow> forged() {
        byte[] other = FaultImages.NEW.manifest().toBytes();
        return List.of(
                refused(PULL_BY_DIGEST, "other bytes", "expected a manifest with the digest", OCI, other),
                fails(
                        PULL,
                        "other bytes than the header says",
                        "expected a manifest with the digest",
                        scene -> scene.fail(Fault.status(200)
                                .body(OCI, other)
                                .header(
                                        "Docker-Content-Digest",
                                        FaultImages.OLD.digest().toString())
                                .on("GET", ANY)
                                .always())),
                fails(
                        COPY,
                        "other bytes than the header says",
                        "expected a manifest with the digest",
                        scene -> scene.fail(Fault.status(200)
                                .body(OCI, other)
                                .header(
                                        "Docker-Content-Digest",
                                        FaultImages.BASE.digest().toString())
                                .on("GET", "/v2/base/manifests/1")
                                .always())),
                refused(
                        "another type than the document's",
                        "says itself",
                        "application/vnd.docker.distribution.manifest.v2+json",
                        BYTES),
                refused("a type that is none", "expected a manifest or index", "text/html", BYTES),
                refused("the type of an index", "cannot be read", OCI_INDEX, BYTES),
                refused("manifests and layers", "cannot be read", OCI, with("\"manifests\":[]")),
                succeeds(
                        PULL,
                        "a type with a parameter",
                        scene -> scene.fail(Fault.wrongHeader("Content-Type", OCI + "; charset=utf-8")
                                .on("GET", ANY)
                                .always())),
                succeeds(
                        PULL_BY_DIGEST,
                        "a header with another digest",
                        scene -> scene.fail(Fault.wrongHeader(
                                        "Docker-Content-Digest",
                                        FaultImages.NEW.digest().toString())
                                .on("GET", ANY)
                                .always())));
    }

    private static List<FaultRow> unreadable() {
        String self =
                "{\"schemaVersion\":2,\"mediaType\":\"" + OCI_INDEX + "\",\"manifests\":[{\"mediaType\":\"" + OCI_INDEX
                        + "\",\"size\":%d,\"digest\":\"" + FaultImages.NEW.digest()
                        + "\",\"platform\":{\"os\":\"linux\",\"architecture\":\"amd64\"}}]}";
        return List.of(
                refused("5 MiB", "is larger than", OCI, new byte[5 << 20]),
                refused(
                        "10,000 arrays",
                        "cannot be read",
                        OCI,
                        "[".repeat(10_000).getBytes(UTF_8)),
                refused("10,000 arrays in a field", "cannot be read", OCI, with("\"x\":" + "[".repeat(10_000))),
                refused("a field twice", "cannot be read", OCI, with("\"schemaVersion\":2")),
                refused("a negative size", "cannot be read", OCI, sized("-1")),
                refused("a size of 8 EiB", "expected", OCI, sized("9223372036854775807")),
                refused("a size that is no long", "cannot be read", OCI, sized("92233720368547758070")),
                refused("nothing", "cannot be read", OCI, new byte[0]),
                refused("bytes that are no UTF-8", "cannot be read", OCI, new byte[] {'{', (byte) 0xff, '}'}),
                refused(
                        "an index in an index",
                        "expected a manifest",
                        OCI_INDEX,
                        String.format(self, 10).getBytes(UTF_8)),
                fails(COPY, "an index 50 deep", "deep in each other", ManifestGetFaultsTest::nestIndexes));
    }

    private static List<FaultRow> transfers() {
        return List.of(
                succeeds(
                        PULL,
                        "a manifest that breaks off",
                        scene -> scene.fail(Fault.truncateAfter(100).times(2).on("GET", ANY))),
                fails(
                        PULL,
                        "a manifest that breaks off for ever",
                        "GET http",
                        scene -> scene.fail(Fault.truncateAfter(100).always().on("GET", ANY))),
                fails(
                        PULL_BY_DIGEST,
                        "a flipped bit",
                        "expected a manifest with the digest",
                        scene -> scene.fail(Fault.flipBit(200).always().on("GET", ANY))),
                fails(
                        PULL,
                        "a flipped bit on the way",
                        "expected a manifest with the digest",
                        scene -> scene.fail(ConnectionFault.flipBit()
                                .atResponseByte(100)
                                .always()
                                .on("GET", ANY))),
                refusedWith(
                        "gzip that was not asked for",
                        "expected a manifest with the digest",
                        Fault.status(200)
                                .body(OCI, gzip(BYTES))
                                .header("Content-Encoding", "gzip")
                                .header(
                                        "Docker-Content-Digest",
                                        FaultImages.OLD.digest().toString())),
                succeeds(PULL, "a tag that moves while its config is read", ManifestGetFaultsTest::moveTag));
    }

    private static FaultRow refused(String name, String message, String type, byte[] body) {
        return refused(PULL, name, message, type, body);
    }

    private static FaultRow refused(FaultOperation operation, String name, String message, String type, byte[] body) {
        return fails(
                operation,
                name,
                message,
                scene -> scene.fail(
                        Fault.status(200).body(type, body).on("GET", ANY).always()));
    }

    private static FaultRow refusedWith(String name, String message, Fault fault) {
        return fails(
                PULL, name, message, scene -> scene.fail(fault.on("GET", ANY).always()));
    }

    private static byte[] with(String field) {
        return ("{" + field + "," + TEXT.substring(1)).getBytes(UTF_8);
    }

    private static byte[] sized(String size) {
        return TEXT.replaceFirst("\"size\":\\s*[0-9]+", "\"size\":" + size).getBytes(UTF_8);
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void moveTag(FaultScene scene) {
        scene.front()
                .on(
                        "GET",
                        "/v2/app/blobs/" + FaultImages.OLD.manifest().config().digest(),
                        (asked, number) -> {
                            try {
                                scene.registry().preload("app:1", FaultImages.NEW);
                                Answer answer = scene.front().forward(asked);
                                scene.registry().preload("app:1", FaultImages.OLD);
                                return answer;
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        });
    }

    private static void nestIndexes(FaultScene scene) {
        Map<String, byte[]> byName = new HashMap<>();
        byte[] document = FaultImages.BASE.manifest().toBytes();
        String type = OCI;
        for (int i = 0; i < 50; i++) {
            byName.put(StoredTag.sha256(document), document);
            document = ImageIndex.of(
                            List.of(Descriptor.of(MediaType.parse(type), Digest.of(document), document.length)),
                            Map.of())
                    .toBytes();
            type = OCI_INDEX;
        }
        byName.put("1", document);
        scene.front().on("GET", "/v2/base/manifests/.*", (asked, number) -> {
            String name = asked.path().substring("/v2/base/manifests/".length());
            byte[] bytes = byName.getOrDefault(name, new byte[0]);
            return Answer.of(200)
                    .header("Content-Type", new String(bytes, UTF_8).contains("\"layers\"") ? OCI : OCI_INDEX)
                    .body(bytes);
        });
    }

    /** Whatever is in the cache belongs to the image that the tag really leads to. */
    private static void requireNothingWrongIsCached(FaultScene scene) {
        assertThat(scene.cache().find(FaultImages.NEW.digest())).isEmpty();
        assertThat(scene.cache().find(FaultImages.NEW.manifest().config().digest()))
                .isEmpty();
    }
}
