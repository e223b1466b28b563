package dev.dockdash;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdInputStream;
import dev.dockdash.blob.Blob;
import dev.dockdash.cache.BlobCache;
import dev.dockdash.image.Image;
import dev.dockdash.image.MultiPlatformImage;
import dev.dockdash.layer.Compression;
import dev.dockdash.layer.Layer;
import dev.dockdash.layer.LayerBuild.Source;
import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.ImageManifest;
import dev.dockdash.oci.ImageReference;
import dev.dockdash.oci.MediaType;
import dev.dockdash.registry.Environment;
import dev.dockdash.registry.RegistryClient;
import dev.dockdash.testregistry.EmbeddedRegistry;
import dev.dockdash.testregistry.Fault;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A registry that has, under the tag of a layer, something else in place of it, with all digests right. */
class LyingRemoteCacheTest {

    private static final byte[] SKIPPABLE_FRAME = {0x50, 0x2a, 0x4d, 0x18, 4, 0, 0, 0, 'j', 'u', 'n', 'k'};

    @TempDir
    Path temp;

    private final RegistryClient client =
            RegistryClient.builder().environment(Environment.empty()).build();
    private EmbeddedRegistry registry;

    @BeforeEach
    void start() throws IOException {
        registry = EmbeddedRegistry.start();
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    private String repository() {
        return registry.hostAndPort() + "/layers";
    }

    private Layer build(String machine, boolean writes, Compression compression) throws IOException {
        Dockdash.Builder builder = Dockdash.builder().cache(BlobCache.at(temp.resolve(machine)));
        Dockdash dockdash = writes
                ? builder.writableRemoteCache(repository()).build()
                : builder.remoteCache(repository()).build();
        byte[] large = new byte[3_500_000];
        new Random(7).nextBytes(large);
        Arrays.fill(large, 0, 2_000_000, (byte) 'x');
        return dockdash.layer().data("/large", large).compression(compression).build();
    }

    private ImageReference tag() throws IOException {
        ImageReference repository = ImageReference.parse(repository());
        assertThat(client.tags(repository)).hasSize(1);
        return repository.withTag(client.tags(repository).get(0));
    }

    private void lie(Blob blob) throws IOException {
        lie(List.of(Descriptor.of(MediaType.OCI_LAYER_ZSTD, blob.digest(), blob.size())), List.of(blob));
    }

    private void lie(List<Descriptor> layers, List<Blob> blobs) throws IOException {
        byte[] empty = "{}".getBytes(StandardCharsets.UTF_8);
        Descriptor config =
                Descriptor.of(MediaType.parse("application/x"), Blob.of(empty).digest(), 2);
        client.pushArtifact(ImageManifest.of(config, layers, Map.of()), blobs, tag());
    }

    /** Builds on a machine that has built nothing before. */
    private void assertNotBelieved(Layer honest, Compression compression) throws IOException {
        String machine = UUID.randomUUID().toString();
        Layer built = build(machine, false, compression);
        assertThat(built.build().orElseThrow().source()).isEqualTo(Source.WRITTEN);
        assertThat(built).isEqualTo(honest);
        assertThat(BlobCache.at(temp.resolve(machine)).find(honest.digest())).isPresent();
    }

    static Stream<Arguments> otherBlobs() {
        return Stream.of(
                other("garbage", Compression.ZSTD, blob -> new byte[5000]),
                other("garbage", Compression.GZIP, blob -> new byte[5000]),
                other("garbage", Compression.NONE, blob -> new byte[5000]),
                other("nothing", Compression.ZSTD, blob -> new byte[0]),
                other("one byte less", Compression.ZSTD, blob -> Arrays.copyOf(blob, blob.length - 1)),
                other("one byte less", Compression.GZIP, blob -> Arrays.copyOf(blob, blob.length - 1)),
                other("one byte less", Compression.NONE, blob -> Arrays.copyOf(blob, blob.length - 1)),
                other("a frame that is skipped behind it", Compression.ZSTD, blob -> join(blob, SKIPPABLE_FRAME)),
                other("a frame that is skipped before it", Compression.ZSTD, blob -> join(SKIPPABLE_FRAME, blob)),
                other("the layer twice", Compression.ZSTD, blob -> join(blob, blob)),
                other("the layer twice", Compression.GZIP, blob -> join(blob, blob)),
                other("the layer twice", Compression.NONE, blob -> join(blob, blob)),
                other("a bit of its middle", Compression.NONE, blob -> flip(blob, blob.length / 2)),
                other("a bit of its last piece", Compression.GZIP, blob -> flip(blob, blob.length - 100_000)),
                other("zeros without end", Compression.ZSTD, blob -> Zstd.compress(new byte[64 << 20])),
                other("the tar at another level", Compression.ZSTD, blob -> Zstd.compress(tar(blob), 9)),
                other("the tar in one piece", Compression.ZSTD, blob -> Zstd.compress(tar(blob), 3)),
                other("the tar in gzip", Compression.ZSTD, blob -> gzip(tar(blob))),
                other("the tar itself", Compression.ZSTD, LyingRemoteCacheTest::tar));
    }

    private static Arguments other(String name, Compression compression, UnaryOperator<byte[]> lie) {
        return Arguments.of(name, compression, lie);
    }

    @ParameterizedTest(name = "{0} in place of {1}")
    @MethodSource("otherBlobs")
    void anotherBlobIsNotTaken(String name, Compression compression, UnaryOperator<byte[]> lie) throws IOException {
        Layer honest = build("first", true, compression);
        lie(Blob.of(lie.apply(bytes(honest))));
        assertNotBelieved(honest, compression);
    }

    @Test
    void aBlobOfAnotherSizeThanSaidIsNotTaken() throws IOException {
        Layer honest = build("first", true, Compression.ZSTD);
        byte[] manifest = client.manifest(tag()).toBytes();
        String text = new String(manifest, StandardCharsets.UTF_8);
        String size = "\"size\":" + honest.size();
        assertThat(text).contains(size);
        for (String other : List.of("1", Long.toString(Long.MAX_VALUE))) {
            byte[] changed = text.replace(size, "\"size\":" + other).getBytes(StandardCharsets.UTF_8);
            registry.heal();
            registry.fail(Fault.status(200)
                    .body("application/vnd.oci.image.manifest.v1+json", changed)
                    .on("GET", "/v2/layers/manifests/*")
                    .always());
            assertNotBelieved(honest, Compression.ZSTD);
        }
    }

    @Test
    void theNoteOfAnotherLayerIsNotBelieved() throws IOException {
        Layer honest = build("first", true, Compression.ZSTD);
        Layer other = Layer.builder(BlobCache.at(temp.resolve("other")))
                .data("/evil", "evil")
                .build();
        lie(other.blob());
        assertNotBelieved(honest, Compression.ZSTD);
    }

    @Test
    void manifestsOfOtherShapesAreNotBelieved() throws IOException {
        Layer honest = build("first", true, Compression.ZSTD);
        ImageReference tag = tag();
        lie(List.of(), List.of());
        assertNotBelieved(honest, Compression.ZSTD);
        client.push(MultiPlatformImage.of(Image.scratch().layer(honest).build()), tag);
        assertNotBelieved(honest, Compression.ZSTD);
    }

    @Test
    void aWriterPutsTheRightLayerInThePlaceOfALie() throws IOException {
        Layer honest = build("first", true, Compression.ZSTD);
        lie(Blob.of(new byte[5000]));
        assertThat(build("second", true, Compression.ZSTD)).isEqualTo(honest);
        assertThat(build("third", false, Compression.ZSTD).build().orElseThrow().source())
                .isEqualTo(Source.REMOTE_CONTENT);
    }

    private static byte[] bytes(Layer layer) throws IOException {
        try (InputStream in = layer.blob().open()) {
            return in.readAllBytes();
        }
    }

    private static byte[] tar(byte[] zstd) {
        try (InputStream in = new ZstdInputStream(new ByteArrayInputStream(zstd))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] flip(byte[] bytes, int index) {
        byte[] changed = bytes.clone();
        changed[index] ^= 1;
        return changed;
    }
}
