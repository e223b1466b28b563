package dev.dockdash.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockdash.blob.Blob;
import dev.dockdash.cache.BlobCache;
import dev.dockdash.layer.EntryAttributes;
import dev.dockdash.layer.Layer;
import dev.dockdash.layer.LayerBuilder;
import dev.dockdash.layer.LayerLimits;
import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.ImageConfig;
import dev.dockdash.oci.ImageManifest;
import dev.dockdash.oci.MediaType;
import dev.dockdash.oci.Platform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageBuilderTest {

    @TempDir
    Path temp;

    private LayerBuilder layer() {
        return Layer.builder(BlobCache.at(temp));
    }

    @Test
    void buildsWhatTheSpecificationSays() throws IOException {
        Layer layer = layer().data("/app", "x").build();
        Image image = Image.scratch()
                .layer(layer)
                .entrypoint("/app", "serve")
                .cmd("--port", "80")
                .env("A", "1")
                .user("1000:1000")
                .workingDir("/work")
                .label("k", "v")
                .exposedPort("8080")
                .volume("/data")
                .annotation("note", "n")
                .build();

        assertThat(new String(image.config().toBytes(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"created\":\"1970-01-01T00:00:00Z\",\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{"
                                + "\"Env\":[\"A=1\"],\"Cmd\":[\"--port\",\"80\"],\"Entrypoint\":[\"/app\",\"serve\"],"
                                + "\"User\":\"1000:1000\",\"WorkingDir\":\"/work\",\"Labels\":{\"k\":\"v\"},"
                                + "\"ExposedPorts\":{\"8080/tcp\":{}},\"Volumes\":{\"/data\":{}}},"
                                + "\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"" + layer.diffId() + "\"]},"
                                + "\"history\":[{\"created\":\"1970-01-01T00:00:00Z\",\"created_by\":\"dockdash\"}]}");
        assertThat(new String(image.manifest().toBytes(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"config\":{"
                                + "\"mediaType\":\"application/vnd.oci.image.config.v1+json\",\"digest\":\""
                                + image.config().digest() + "\",\"size\":"
                                + image.config().toBytes().length + "},\"layers\":[{"
                                + "\"mediaType\":\"application/vnd.oci.image.layer.v1.tar+zstd\",\"digest\":\""
                                + layer.digest()
                                + "\",\"size\":" + layer.size() + "}],\"annotations\":{\"note\":\"n\"}}");
        assertThat(image.config().runtimeCommand()).containsExactly("/app", "serve", "--port", "80");
    }

    @Test
    void anImageWithoutLayersIsOne() throws IOException {
        Image image = Image.scratch().build();
        assertThat(image.layers()).isEmpty();
        assertThat(image.filesystem().entries()).isEmpty();
        assertThat(image.config().platform()).isEqualTo(Platform.LINUX_AMD64);
    }

    @Test
    void thePlatformCanBeChosen() throws IOException {
        Image image = Image.scratch().platform(Platform.parse("linux/arm64/v8")).build();
        assertThat(image.config().platform()).hasToString("linux/arm64/v8");
    }

    @Nested
    class OnABase {

        private Image base() throws IOException {
            return Image.scratch()
                    .layer(layer().data("/base", "x").build())
                    .entrypoint("/old")
                    .cmd("old")
                    .env("PATH", "/bin")
                    .env("B", "1")
                    .label("a", "1")
                    .exposedPort("80/tcp")
                    .volume("/v")
                    .created(Instant.parse("2020-01-01T00:00:00Z"))
                    .build();
        }

        @Test
        void theEntryPointDropsTheInheritedCommand() throws IOException {
            assertThat(Image.from(base()).entrypoint("/new").build().config().runtimeCommand())
                    .containsExactly("/new");
            assertThat(Image.from(base())
                            .entrypoint("/new")
                            .cmd("c")
                            .build()
                            .config()
                            .runtimeCommand())
                    .containsExactly("/new", "c");
            assertThat(Image.from(base()).cmd("c").build().config().runtimeCommand())
                    .containsExactly("/old", "c");
        }

        @Test
        void variablesAreReplacedInTheirPlaceAndTheLastOneCounts() throws IOException {
            ImageConfig config = Image.from(base())
                    .env("C", "1")
                    .env("PATH", "/new")
                    .env("C", "2")
                    .build()
                    .config();
            assertThat(config.env())
                    .containsExactly(Map.entry("PATH", "/new"), Map.entry("B", "1"), Map.entry("C", "2"));
        }

        @Test
        void portsVolumesAndLabelsAddUp() throws IOException {
            ImageConfig config = Image.from(base())
                    .exposedPort("53/UDP")
                    .volume("/w")
                    .label("b", "2")
                    .label("a", "3")
                    .build()
                    .config();
            assertThat(config.exposedPorts()).containsExactly("80/tcp", "53/udp");
            assertThat(config.volumes()).containsExactly("/v", "/w");
            assertThat(config.labels()).containsExactly(Map.entry("a", "3"), Map.entry("b", "2"));
        }

        @Test
        void historyGoesOn() throws IOException {
            Image image =
                    Image.from(base()).layer(layer().data("/new", "y").build()).build();
            assertThat(image.config().history()).hasSize(2);
            assertThat(image.layers()).hasSize(2);
            assertThat(image.config().history().get(0).created()).contains(Instant.parse("2020-01-01T00:00:00Z"));
        }

        @Test
        void unknownFieldsSurvive() throws IOException {
            Blob layer = layer().data("/a", "x").build().blob();
            Image foreign = foreign(
                    layer,
                    "{\"os\":\"linux\",\"architecture\":\"arm\",\"variant\":\"v7\",\"vendor.key\":{\"x\":1.50},"
                            + "\"config\":{\"Healthcheck\":{\"Test\":[\"CMD\",\"x\"]},\"OnBuild\":[\"RUN x\"],\"ArgsEscaped\":true},"
                            + "\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"%s\"]}}");
            Image derived = Image.from(foreign).env("A", "1").build();
            String json = new String(derived.config().toBytes(), StandardCharsets.UTF_8);
            assertThat(json).contains("\"vendor.key\":{\"x\":1.50}", "\"ArgsEscaped\":true", "\"OnBuild\":[\"RUN x\"]");
            assertThat(derived.config().healthcheck().orElseThrow().test()).containsExactly("CMD", "x");
            assertThat(derived.config().platform()).hasToString("linux/arm/v7");
            assertThat(derived.config().history()).isEmpty();
            assertThat(derived.manifest().toString()).contains("\"vendor\":true");
        }

        @Test
        void dockerManifestsBecomeOciManifestsOfTheSameBlobs() throws IOException {
            Blob layer = layer().data("/a", "x").build().blob();
            Image foreign = foreign(
                    layer,
                    "{\"os\":\"linux\",\"architecture\":\"amd64\","
                            + "\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"%s\"]}}");
            Image derived =
                    Image.from(foreign).layer(layer().data("/b", "y").build()).build();
            assertThat(derived.manifest().mediaType()).isEqualTo(MediaType.OCI_MANIFEST);
            assertThat(derived.manifest().config().mediaType()).isEqualTo(MediaType.OCI_CONFIG);
            assertThat(derived.manifest().layers().get(0))
                    .isEqualTo(Descriptor.of(MediaType.OCI_LAYER_GZIP, layer.digest(), layer.size()));
            assertThat(derived.filesystem().find("/b")).isPresent();
        }

        @Test
        void layersOfABaseInDockersTermsKeepTheirLimits() throws IOException {
            Image foreign = foreign(
                    layer().data("/a", "x").build().blob(),
                    "{\"os\":\"linux\",\"architecture\":\"amd64\","
                            + "\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"%s\"]}}");
            Layer limited = foreign.layers().get(0).within(LayerLimits.DEFAULT.bytes(1));
            Image base = Image.of(foreign.manifest(), foreign.config(), List.of(limited));

            Image derived = Image.from(base).user("1").build();

            assertThat(derived.layers().get(0).mediaType()).isEqualTo(MediaType.OCI_LAYER_GZIP);
            assertThatThrownBy(derived::filesystem).hasMessageContaining("more than 1 bytes");
        }

        private Image foreign(Blob layer, String configTemplate) throws IOException {
            Layer known = layer().data("/a", "x").build();
            byte[] config = configTemplate.formatted(known.diffId()).getBytes(StandardCharsets.UTF_8);
            Descriptor configDescriptor = ImageConfig.parse(config).descriptor(MediaType.DOCKER_CONFIG);
            String manifest = "{\"schemaVersion\":2,\"vendor\":true,\"mediaType\":\"" + MediaType.DOCKER_MANIFEST
                    + "\",\"config\":{\"mediaType\":\"" + MediaType.DOCKER_CONFIG + "\",\"digest\":\""
                    + configDescriptor.digest() + "\",\"size\":" + config.length + "},\"layers\":[{\"mediaType\":\""
                    + MediaType.DOCKER_LAYER_GZIP + "\",\"digest\":\"" + layer.digest() + "\",\"size\":" + layer.size()
                    + "}]}";
            ImageManifest parsed = ImageManifest.parse(manifest.getBytes(StandardCharsets.UTF_8));
            return Image.of(
                    parsed,
                    ImageConfig.parse(config),
                    List.of(Layer.of(parsed.layers().get(0), known.diffId(), layer)));
        }
    }

    @Nested
    class NeverSpoilsItsBase {

        private Image base() throws IOException {
            return Image.scratch()
                    .layer(layer().emptyDirectory(
                                    "/tmp", EntryAttributes.DEFAULT.mode(01777).owner(3, 4))
                            .symbolicLink("/bin", "usr/bin")
                            .symbolicLink("/var/run", "/run")
                            .data("/usr/bin/sh", "x")
                            .build())
                    .build();
        }

        @Test
        void directoriesKeepTheirModeAndOwner() throws IOException {
            Layer layer = layer().data("/tmp/deep/x", "y").build();
            assertThat(layer.impliedDirectories()).contains("tmp");
            ImageFilesystem files = Image.from(base()).layer(layer).build().filesystem();
            assertThat(files.find("/tmp").orElseThrow())
                    .returns(01777, FileEntry::mode)
                    .returns(3L, FileEntry::uid)
                    .returns(0, FileEntry::layer);
            assertThat(files.find("/tmp/deep").orElseThrow())
                    .returns(0755, FileEntry::mode)
                    .returns(1, FileEntry::layer);
        }

        @Test
        void linksToDirectoriesAreGoneThrough() throws IOException {
            Image image = Image.from(base())
                    .layer(layer().data("/bin/tool", "y").build())
                    .build();
            assertThat(image.filesystem().find("/bin").orElseThrow().isSymbolicLink())
                    .isTrue();
            assertThat(image.filesystem().find("/usr/bin/tool")).isPresent();
            assertThat(image.layers().get(1).entries())
                    .extracting(entry -> entry.path())
                    .containsExactly("usr/bin/tool");
        }

        @Test
        void aLinkThatLeadsNowhereGetsItsDirectory() throws IOException {
            Image image = Image.from(base())
                    .layer(layer().data("/var/run/pid", "1").build())
                    .build();
            assertThat(image.filesystem().find("/var/run").orElseThrow().isSymbolicLink())
                    .isTrue();
            assertThat(image.filesystem().find("/run/pid")).isPresent();
        }

        @Test
        void aDirectoryThatReplacesALinkKeepsWhatItsLayerPutsInIt() throws IOException {
            Layer layer = layer().emptyDirectory("/bin").data("/bin/sub/x", "y").build();
            ImageFilesystem files = Image.from(base()).layer(layer).build().filesystem();
            assertThat(files.find("/bin").orElseThrow().isDirectory()).isTrue();
            assertThat(files.find("/bin/sub/x")).isPresent();
            assertThat(files.find("/usr/bin/sub")).isEmpty();
        }

        @Test
        void aDirectoryThatIsAskedForIsChanged() throws IOException {
            Image image = Image.from(base())
                    .layer(layer().emptyDirectory("/tmp").build())
                    .build();
            assertThat(image.filesystem().find("/tmp").orElseThrow().mode()).isEqualTo(0755);
        }

        @Test
        void lowerLayersOfTheSameBuildCountAsWell() throws IOException {
            Image image = Image.scratch()
                    .layer(layer().emptyDirectory("/app", EntryAttributes.DEFAULT.mode(0700))
                            .build())
                    .layer(layer().data("/app/x", "y").build())
                    .build();
            assertThat(image.filesystem().find("/app").orElseThrow().mode()).isEqualTo(0700);
        }

        @Test
        void aLayerThatFitsStaysAsItIs() throws IOException {
            Layer layer = layer().data("/new/x", "y").build();
            assertThat(Image.from(base()).layer(layer).build().layers().get(1)).isSameAs(layer);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "", "0", "65536", "80/icmp", "-1", "80/", "8000-9000", "99999999999"})
    void refusesPortsThatAreNone(String port) {
        assertThatThrownBy(() -> Image.scratch().exposedPort(port))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Invalid exposed port \"" + port
                        + "\": expected a number from 1 to 65535 and optionally a protocol, such as 8080/tcp");
    }

    @ParameterizedTest
    @CsvSource({"''", "A=B"})
    void refusesVariablesWithoutAName(String name) {
        assertThatThrownBy(() -> Image.scratch().env(name, "x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesWhatEnginesWouldRefuse() {
        assertThatThrownBy(() -> Image.scratch().user(" ")).hasMessageStartingWith("Invalid user");
        assertThatThrownBy(() -> Image.scratch().workingDir("app"))
                .hasMessageStartingWith("Invalid working directory \"app\"");
        assertThatThrownBy(() -> Image.scratch().volume("data")).hasMessageStartingWith("Invalid volume");
        assertThatThrownBy(() -> Image.scratch().label("", "x")).hasMessageStartingWith("Invalid name of a label");
    }
}
