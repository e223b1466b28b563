package dev.dockdash.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dockdash.archive.OciLayout;
import dev.dockdash.blob.Blob;
import dev.dockdash.image.Image;
import dev.dockdash.image.MultiPlatformImage;
import dev.dockdash.layer.Compression;
import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.Healthcheck;
import dev.dockdash.oci.ImageManifest;
import dev.dockdash.oci.ImageReference;
import dev.dockdash.oci.MediaType;
import dev.dockdash.oci.Platform;
import dev.dockdash.registry.Derivation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every document that is built or served here, against the rules of the image specification. */
class SchemasTest extends RegistryFixture {

    private static final List<Platform> PLATFORMS =
            List.of(Platform.LINUX_AMD64, Platform.parse("linux/arm/v7"), Platform.parse("linux/arm64/v8"));

    private static final String UPPER = "ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789";

    /** Returns an image with a value in every field that can be set. */
    private Image everything(Compression compression, Platform platform) throws IOException {
        return Image.scratch()
                .platform(platform)
                .layer(dockdash.layer()
                        .compression(compression)
                        .data("/a", "x".getBytes(StandardCharsets.UTF_8))
                        .build())
                .layer(dockdash.layer().compression(compression).whiteout("/a").build(), "RUN rm /a")
                .emptyLayer("ENV A=b")
                .entrypoint("/bin/serve")
                .cmd("--port", "80")
                .env("LINES", "one\ntwo")
                .env("EMPTY", "")
                .user("1000:1000")
                .workingDir("/srv")
                .label("org.example", "grüße")
                .exposedPort("80")
                .exposedPort("53/udp")
                .volume("/data")
                .stopSignal("SIGRTMIN+3")
                .healthcheck(new Healthcheck(
                        List.of("CMD-SHELL", "true"),
                        Optional.of(Duration.ofSeconds(1)),
                        Optional.of(Duration.ofSeconds(2)),
                        Optional.of(Duration.ofSeconds(3)),
                        Optional.of(Duration.ofSeconds(4)),
                        OptionalInt.of(5)))
                .shell("/bin/sh", "-c")
                .onBuild("COPY . /srv")
                .author("someone")
                .created(Instant.parse("2026-01-02T03:04:05.678Z"))
                .annotation("org.opencontainers.image.title", "everything")
                .build();
    }

    private static void assertValid(Image image) throws IOException {
        assertThat(Schemas.problems("manifest", image.manifest().toBytes())).isEmpty();
        assertThat(Schemas.problems("config", image.config().toBytes())).isEmpty();
    }

    private byte[] served(String path) throws Exception {
        return new PlainClient("http://" + registry.hostAndPort(), Optional.empty(), Optional.empty())
                .text(path)
                .getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @EnumSource
    void imagesAreValidWithAllOrNothingSet(Compression compression) throws IOException {
        assertValid(everything(compression, Platform.LINUX_AMD64));
        assertValid(Image.scratch()
                .layer(dockdash.layer()
                        .compression(compression)
                        .emptyDirectory("/a")
                        .build())
                .build());
        assertValid(Image.from(everything(compression, PLATFORMS.get(1)))
                .entrypoint("/other")
                .build());
    }

    @Test
    void indexesAndWhatTheRegistryServesOfThemAreValid() throws Exception {
        MultiPlatformImage image = MultiPlatformImage.build(
                        PLATFORMS, platform -> everything(Compression.ZSTD, platform))
                .annotation("org.opencontainers.image.title", "all");
        assertThat(Schemas.problems("index", image.index().toBytes())).isEmpty();
        dockdash.push(image, reference("web:1"));
        assertThat(Schemas.problems("index", served("/v2/web/manifests/1"))).isEmpty();
        dockdash.client()
                .derive(
                        ImageReference.parse(reference("web:1")),
                        Derivation.forPlatforms(PLATFORMS.get(0), PLATFORMS.get(1))
                                .config(builder -> builder.user("app")),
                        ImageReference.parse(reference("web:2")));
        JsonNode index = Schemas.parse(served("/v2/web/manifests/2"));
        assertThat(Schemas.problems("index", index)).isEmpty();
        assertThat(index.get("manifests")).hasSize(2);
        for (JsonNode child : index.get("manifests")) {
            JsonNode manifest = Schemas.parse(
                    served("/v2/web/manifests/" + child.get("digest").textValue()));
            assertThat(Schemas.problems("manifest", manifest)).isEmpty();
            String config = manifest.at("/config/digest").textValue();
            assertThat(Schemas.problems("config", served("/v2/web/blobs/" + config)))
                    .isEmpty();
        }
    }

    @Test
    void referrersAreValid() throws Exception {
        Image image = everything(Compression.ZSTD, Platform.LINUX_AMD64);
        dockdash.push(image, reference("web:1"));
        Blob signature = Blob.of("signature".getBytes(StandardCharsets.UTF_8));
        ImageManifest artifact = artifact(image, signature);
        assertThat(Schemas.problems("manifest", artifact.toBytes())).isEmpty();
        dockdash.client().pushArtifact(artifact, List.of(signature), ImageReference.parse(reference("web:signed")));
        JsonNode referrers = Schemas.parse(served("/v2/web/referrers/" + image.digest()));
        assertThat(Schemas.problems("index", referrers)).isEmpty();
        assertThat(referrers.get("manifests")).hasSize(1);
    }

    private static ImageManifest artifact(Image subject, Blob blob) {
        String empty = "application/vnd.oci.empty.v1+json";
        return ImageManifest.parse("""
                {"schemaVersion":2,"mediaType":"%s","artifactType":"application/x.signature",
                 "config":{"mediaType":"%s","digest":"%s","size":2},
                 "layers":[{"mediaType":"text/plain","digest":"%s","size":%d}],
                 "subject":{"mediaType":"%s","digest":"%s","size":%d}}
                """.formatted(
                        MediaType.OCI_MANIFEST,
                        empty,
                        Digest.of("{}".getBytes(StandardCharsets.UTF_8)),
                        blob.digest(),
                        blob.size(),
                        MediaType.OCI_MANIFEST,
                        subject.digest(),
                        subject.manifest().toBytes().length)
                .getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void layoutsAndTheCacheAreValid() throws IOException {
        Path layout = folder.resolve("layout");
        OciLayout.write(everything(Compression.GZIP, Platform.LINUX_AMD64), layout, "1");
        for (Path directory : List.of(layout, dockdash.cache().folder())) {
            assertThat(Schemas.problems("layout", Files.readAllBytes(directory.resolve("oci-layout"))))
                    .isEmpty();
            assertThat(Schemas.problems("index", Files.readAllBytes(directory.resolve("index.json"))))
                    .isEmpty();
        }
    }

    @Test
    void descriptorsAreValid() throws IOException {
        Image image = everything(Compression.ZSTD, Platform.LINUX_AMD64);
        Descriptor layer = image.layers().get(0).descriptor();
        JsonNode inManifest = Schemas.parse(image.manifest().toBytes()).at("/layers/0");
        assertThat(inManifest.get("digest").textValue())
                .isEqualTo(layer.digest().toString());
        assertThat(Schemas.problems("descriptor", inManifest)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "manifest | /schemaVersion            | 1",
                "manifest | /schemaVersion            |",
                "manifest | /mediaType                | \"application/vnd.oci.image.index.v1+json\"",
                "manifest | /config                   |",
                "manifest | /layers                   |",
                "manifest | /layers                   | []",
                "manifest | /layers/0/digest          | \"sha256:abc\"",
                "manifest | /layers/0/digest          | \"sha256:" + UPPER + "\"",
                "manifest | /layers/0/size            | -1",
                "manifest | /layers/0/size            | \"1\"",
                "manifest | /layers/0/mediaType       | \"tar\"",
                "manifest | /config/mediaType         | \"application/vnd.oci.empty.v1+json\"",
                "manifest | /annotations/n            | 1",
                "manifest | /manifests                | []",
                "index    | /manifests                |",
                "index    | /manifests/0/platform/os  |",
                "index    | /manifests/0/digest       | \"sha256\"",
                "index    | /layers                   | []",
                "config   | /architecture             |",
                "config   | /os                       | \"\"",
                "config   | /created                  | \"yesterday\"",
                "config   | /rootfs/type              | \"layer\"",
                "config   | /rootfs/diff_ids/0        | \"none\"",
                "config   | /config/Env/0             | \"no value\"",
                "config   | /config/ExposedPorts/http | {}",
                "config   | /config/Volumes/x         | {}",
                "config   | /config/Cmd               | \"/bin/sh\"",
                "config   | /history/0/empty_layer    | 1"
            })
    void aBrokenDocumentIsNotValid(String schema, String pointer, @Nullable String value) throws IOException {
        Image image = everything(Compression.ZSTD, Platform.LINUX_AMD64);
        byte[] valid = switch (schema) {
            case "manifest" -> image.manifest().toBytes();
            case "index" -> MultiPlatformImage.of(image).index().toBytes();
            default -> image.config().toBytes();
        };
        JsonNode document = Schemas.parse(valid);
        assertThat(Schemas.problems(schema, document)).isEmpty();
        change(document, JsonPointer.compile(pointer), Optional.ofNullable(value));
        assertThat(Schemas.problems(schema, document)).isNotEmpty();
    }

    private static void change(JsonNode document, JsonPointer pointer, Optional<String> value) throws IOException {
        JsonNode parent = document.at(pointer.head());
        String name = pointer.last().getMatchingProperty();
        if (parent instanceof ObjectNode object) {
            object.remove(name);
            if (value.isPresent()) {
                object.set(name, Schemas.parse(value.get().getBytes(StandardCharsets.UTF_8)));
            }
        } else {
            ((ArrayNode) parent)
                    .set(
                            Integer.parseInt(name),
                            Schemas.parse(value.orElseThrow().getBytes(StandardCharsets.UTF_8)));
        }
    }
}
