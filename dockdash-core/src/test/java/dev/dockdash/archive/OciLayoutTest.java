package dev.dockdash.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dockdash.cache.BlobCache;
import dev.dockdash.image.Image;
import dev.dockdash.image.MultiPlatformImage;
import dev.dockdash.layer.Layer;
import dev.dockdash.oci.Platform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OciLayoutTest {

    private static final String REF_NAME = "org.opencontainers.image.ref.name";
    private static final int TAGS_OF_A_PROCESS = 30;

    @TempDir
    Path temp;

    private Path layout;
    private Layer shared;

    @BeforeEach
    void makeLayer() throws IOException {
        layout = temp.resolve("new/layout");
        shared = layer("/shared");
    }

    private Layer layer(String path) throws IOException {
        return Layer.builder(BlobCache.at(temp.resolve("cache")))
                .data(path, path)
                .build();
    }

    private Image image(String user) throws IOException {
        return Image.scratch().layer(shared).user(user).build();
    }

    private JsonNode manifests() throws IOException {
        return Archives.json(Files.readAllBytes(layout.resolve("index.json"))).get("manifests");
    }

    private List<String> tags() throws IOException {
        List<String> tags = new ArrayList<>();
        manifests()
                .forEach(
                        entry -> tags.add(entry.at("/annotations").get(REF_NAME).textValue() + "="
                                + entry.get("digest").textValue()));
        return tags;
    }

    @Test
    void writesTheFilesThatTheSpecificationNames() throws IOException {
        Image image = image("a");
        OciLayout.write(image, layout, "1.0");

        assertThat(Archives.names(layout))
                .containsExactlyElementsOf(Stream.of(
                                "oci-layout",
                                "index.json",
                                Archives.blobName(image.digest()),
                                Archives.blobName(image.config().digest()),
                                Archives.blobName(shared.digest()))
                        .sorted()
                        .toList());
        assertThat(layout.resolve("oci-layout")).hasContent("{\"imageLayoutVersion\":\"1.0.0\"}");
        assertThat(layout.resolve("index.json"))
                .hasContent("{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\","
                        + "\"manifests\":[{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"digest\":\""
                        + image.digest() + "\",\"size\":" + image.manifest().toBytes().length
                        + ",\"annotations\":{\"" + REF_NAME
                        + "\":\"1.0\"},\"platform\":{\"architecture\":\"amd64\",\"os\":\"linux\"}}]}");
        for (String name : Archives.names(layout.resolve("blobs/sha256"))) {
            assertThat(Archives.sha256(Files.readAllBytes(layout.resolve("blobs/sha256/" + name))))
                    .isEqualTo(name);
        }
    }

    @Test
    void oneLayoutHoldsSeveralTagsAndReplacesThemInTheirPlace() throws IOException {
        OciLayout.write(image("a"), layout, "1");
        OciLayout.write(image("b"), layout, "2");
        OciLayout.write(image("c"), layout, "1");

        assertThat(tags())
                .containsExactly("1=" + image("c").digest(), "2=" + image("b").digest());
    }

    @Test
    void whatOthersWroteIntoTheIndexStays() throws IOException {
        OciLayout.write(image("a"), layout, "1");
        Path index = layout.resolve("index.json");
        String digest = image("a").digest().toString();
        Files.writeString(
                index,
                "{\"vendor\":1,\"schemaVersion\":2,\"manifests\":[{\"mediaType\":\"x/y\",\"vendor\":2,\"size\":1,"
                        + "\"digest\":\"" + digest + "\"}],\"annotations\":{\"k\":\"v\"}}");

        OciLayout.write(image("a"), layout, "1");

        JsonNode json = Archives.json(Files.readAllBytes(index));
        assertThat(json.get("vendor")).hasToString("1");
        assertThat(json.get("annotations")).hasToString("{\"k\":\"v\"}");
        assertThat(json.at("/manifests/0/vendor")).hasToString("2");
        assertThat(json.at("/manifests/1/digest").textValue()).isEqualTo(digest);
    }

    @Test
    void anIndexOfSeveralPlatformsHoldsSharedLayersOnce() throws IOException {
        MultiPlatformImage image = MultiPlatformImage.build(
                List.of(Platform.parse("linux/amd64"), Platform.parse("linux/arm64")),
                platform -> Image.scratch().platform(platform).layer(shared).build());
        OciLayout.write(image, layout, "all");

        assertThat(tags()).containsExactly("all=" + image.digest());
        assertThat(Archives.names(layout.resolve("blobs/sha256"))).hasSize(1 + 2 + 2 + 1);
        assertThat(layout.resolve(Archives.blobName(image.digest())))
                .hasBinaryContent(image.index().toBytes());
    }

    @Test
    void blobsThatAreThereAreKeptAndDamagedOnesReplaced() throws IOException {
        OciLayout.write(image("a"), layout, "1");
        Path kept = layout.resolve(Archives.blobName(shared.digest()));
        Path damaged = layout.resolve(Archives.blobName(image("a").config().digest()));
        Files.setLastModifiedTime(kept, FileTime.fromMillis(0));
        byte[] bytes = Files.readAllBytes(damaged);
        bytes[0]++;
        Files.write(damaged, bytes);

        OciLayout.write(image("a"), layout, "2");

        assertThat(Files.getLastModifiedTime(kept).toMillis()).isZero();
        assertThat(damaged).hasBinaryContent(image("a").config().toBytes());
    }

    @Test
    void aLayerThatCannotBeReadLeavesTheIndexAsItWas() throws IOException {
        OciLayout.write(image("a"), layout, "1");
        String before = Files.readString(layout.resolve("index.json"));
        Layer broken = Archives.broken(layer("/broken"));
        Image image = Image.scratch().layer(broken).build();

        assertThatThrownBy(() -> OciLayout.write(image, layout, "1")).hasMessage("the disk is gone");

        assertThat(layout.resolve("index.json")).hasContent(before);
        assertThat(layout.resolve(Archives.blobName(broken.digest()))).doesNotExist();
        assertThat(Archives.names(layout)).noneMatch(name -> name.contains("tmp"));
    }

    @Test
    void refusesALayoutThatItWouldSpoil() throws IOException {
        Files.createDirectories(layout);
        Files.writeString(layout.resolve("oci-layout"), "{\"imageLayoutVersion\":\"2.0.0\"}");
        assertThatThrownBy(() -> OciLayout.write(image("a"), layout, "1"))
                .isInstanceOf(IOException.class)
                .hasMessage("Writing into the OCI layout at " + layout + ": expected version 1.0.0 but found 2.0.0 in "
                        + layout.resolve("oci-layout"));

        Files.writeString(layout.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
        Files.writeString(layout.resolve("index.json"), "{\"schemaVersion\":2,\"layers\":[]}");
        assertThatThrownBy(() -> OciLayout.write(image("a"), layout, "1"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("Writing into an OCI layout: " + layout.resolve("index.json"));
        assertThat(layout.resolve("blobs")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "a b", "ä", "a\n", ".a"})
    void refusesNamesThatAreNone(String tag) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OciLayout.write(image("a"), layout, tag))
                .withMessageStartingWith("Invalid name \"" + tag + "\" of an image in an OCI layout");
        assertThat(layout).doesNotExist();
    }

    @Test
    void wholeReferencesAreNamesAsWell() throws IOException {
        OciLayout.write(image("a"), layout, "localhost:5000/a/b_c:1@sha256");
        assertThat(tags())
                .containsExactly("localhost:5000/a/b_c:1@sha256=" + image("a").digest());
    }

    @Test
    void manyThreadsWriteIntoOneLayout() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> writes = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                Image image = image("u" + i % 12);
                String tag = "t" + i % 12;
                writes.add(threads.submit(() -> {
                    OciLayout.write(image, layout, tag);
                    return null;
                }));
            }
            for (Future<?> write : writes) {
                write.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(tags()).hasSize(12);
        assertThat(Archives.names(layout))
                .noneMatch(name -> name.contains("tmp"))
                .hasSize(2 + 1 + 2 * 12);
    }

    @Test
    void manyProcessesWriteIntoOneLayout() throws Exception {
        OciLayout.write(image("a"), layout, "first");
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OciLayoutTest.class.getName(),
                        layout.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            // It has loaded all classes when it answers, and goes on when its input ends.
            assertThat(other.getInputStream().read()).isEqualTo('.');
            other.getOutputStream().close();
            writeTags(layout, "here");
            assertThat(other.waitFor()).isZero();
        } finally {
            other.destroyForcibly();
        }
        assertThat(tags()).hasSize(1 + 1 + 2 * TAGS_OF_A_PROCESS);
    }

    private static void writeTags(Path layout, String name) throws IOException {
        for (int i = 0; i < TAGS_OF_A_PROCESS; i++) {
            OciLayout.write(Image.scratch().build(), layout, name + i);
        }
    }

    /** Writes tags into the layout given, as another process than the test's. */
    public static void main(String[] arguments) throws IOException {
        Path layout = Path.of(arguments[0]);
        OciLayout.write(Image.scratch().build(), layout, "ready");
        System.out.print('.');
        System.out.flush();
        while (System.in.read() >= 0) {
            // Nothing is ever sent.
        }
        writeTags(layout, "there");
    }

    @Test
    void filesAreReadableByAsManyAsTheUmaskAllows() throws IOException {
        OciLayout.write(image("a"), layout, "1");
        Path plain = Files.write(temp.resolve("plain"), "x".getBytes(StandardCharsets.UTF_8));
        assertThat(Files.getPosixFilePermissions(layout.resolve("index.json")))
                .isEqualTo(Files.getPosixFilePermissions(plain));
    }
}
