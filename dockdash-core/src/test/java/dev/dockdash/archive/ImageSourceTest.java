package dev.dockdash.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.dockdash.cache.BlobCache;
import dev.dockdash.image.FileEntry;
import dev.dockdash.image.Image;
import dev.dockdash.image.ImageValidator;
import dev.dockdash.image.MultiPlatformImage;
import dev.dockdash.layer.Compression;
import dev.dockdash.layer.Layer;
import dev.dockdash.layer.LayerLimits;
import dev.dockdash.layer.RawTar;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.ImageReference;
import dev.dockdash.oci.Platform;
import dev.dockdash.registry.RegistryClient;
import dev.dockdash.testregistry.EmbeddedRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImageSourceTest {

    @TempDir
    Path temp;

    private BlobCache cache;

    @BeforeEach
    void openCache() {
        cache = BlobCache.at(temp.resolve("cache"));
    }

    private Image image(String platform, Compression compression) throws IOException {
        return Image.scratch()
                .platform(Platform.parse(platform))
                .layer(layer(compression, "/a", "first"))
                .layer(layer(compression, "/d/b", platform))
                .env("A", "B")
                .user("1000")
                .build();
    }

    private Layer layer(Compression compression, String path, String content) throws IOException {
        return Layer.builder(BlobCache.at(temp.resolve("build")))
                .data(path, content)
                .symbolicLink("/link", "a")
                .compression(compression)
                .build();
    }

    private static Map<String, String> view(Image image) throws IOException {
        Map<String, String> view = new LinkedHashMap<>();
        for (FileEntry entry : image.filesystem().entries().toList()) {
            String content = entry.isRegularFile()
                    ? Digest.of(image.filesystem().readAllBytes(entry.path())).toString()
                    : "";
            view.put(
                    entry.path(),
                    entry.type() + " " + entry.mode() + " " + entry.uid() + " " + entry.linkTarget() + " " + content);
        }
        return view;
    }

    private ImageSource source(Path file) {
        return ImageSource.of(file).cache(cache);
    }

    /** Everything that the writers make of an image, under names that tell nothing. */
    private Map<String, ImageSource> written(Image image, EmbeddedRegistry registry) throws IOException {
        Path layout = temp.resolve("1.tar.gz");
        Path archive = temp.resolve("2.txt");
        Path saved = temp.resolve("3");
        OciLayout.write(image, layout, "1");
        OciArchive.write(image, archive, "1");
        DockerArchive.write(image, saved, "web:1");
        String reference = registry.hostAndPort() + "/web:1";
        RegistryClient client = RegistryClient.create();
        client.push(image, ImageReference.parse(reference));
        return Map.of(
                "layout", source(layout),
                "archive", source(archive),
                "saved", source(saved),
                "archive in gzip", source(Files.write(temp.resolve("4"), RawTar.gzip(Files.readAllBytes(archive)))),
                "archive in zstd", source(Files.write(temp.resolve("5.tar"), RawTar.zstd(Files.readAllBytes(archive)))),
                "saved in gzip", source(Files.write(temp.resolve("6.json"), RawTar.gzip(Files.readAllBytes(saved)))),
                "live", ImageSource.of(image),
                "registry", ImageSource.registry(client, reference).cache(cache));
    }

    @ParameterizedTest
    @EnumSource
    void whatEveryWriterWroteIsReadBackTheSame(Compression compression) throws IOException {
        Image image = image("linux/arm64", compression);
        Map<String, String> view = view(image);
        assertThat(view).hasSize(4);
        try (EmbeddedRegistry registry = EmbeddedRegistry.start()) {
            for (Map.Entry<String, ImageSource> source :
                    written(image, registry).entrySet()) {
                Image read = source.getValue().platform("linux/arm64").load();
                assertThat(read.config()).as(source.getKey()).isEqualTo(image.config());
                assertThat(read.layers())
                        .as(source.getKey())
                        .extracting(Layer::diffId)
                        .isEqualTo(image.layers().stream().map(Layer::diffId).toList());
                assertThat(view(read)).as(source.getKey()).isEqualTo(view);
                assertThat(ImageValidator.validate(read)).as(source.getKey()).isEmpty();
                boolean keepsManifest = !source.getKey().startsWith("saved") || compression == Compression.NONE;
                assertThat(read.equals(image)).as(source.getKey()).isEqualTo(keepsManifest);
            }
        }
    }

    @Test
    void severalPlatformsAreChosenFromByName() throws IOException {
        MultiPlatformImage image =
                MultiPlatformImage.of(image("linux/amd64", Compression.ZSTD), image("linux/arm64", Compression.ZSTD));
        OciLayout.write(image, temp.resolve("layout"), "1");
        OciArchive.write(image, temp.resolve("archive"), "1");
        try (EmbeddedRegistry registry = EmbeddedRegistry.start()) {
            String reference = registry.hostAndPort() + "/web:1";
            RegistryClient client = RegistryClient.create();
            client.push(image, ImageReference.parse(reference));
            for (ImageSource source : List.of(
                    source(temp.resolve("layout")),
                    source(temp.resolve("archive")).tag("1"),
                    ImageSource.of(image),
                    ImageSource.registry(client, registry.hostAndPort() + "/web")
                            .tag("1")
                            .cache(cache))) {
                assertThat(source.platform("linux/arm64").load())
                        .isEqualTo(image.images().get(1));
                assertThatIOException()
                        .isThrownBy(source::load)
                        .withMessageContaining("choose one with platform(..): linux/amd64, linux/arm64");
                assertThatIOException()
                        .isThrownBy(() -> source.platform("linux/386").load())
                        .withMessageContaining("no image for linux/386; there are: linux/amd64, linux/arm64");
            }
        }
    }

    @Test
    void aRegistryIsAskedForTheTagOrDigestAndThePlatformMustBeRight() throws IOException {
        Image image = image("linux/amd64", Compression.GZIP);
        try (EmbeddedRegistry registry = EmbeddedRegistry.start()) {
            RegistryClient client = RegistryClient.create();
            client.push(image, ImageReference.parse(registry.hostAndPort() + "/web:2"));
            ImageSource source = ImageSource.registry(client, registry.hostAndPort() + "/web:1")
                    .cache(cache);
            assertThat(source.tag("2").load()).isEqualTo(image);
            Image limited =
                    source.tag("2").within(LayerLimits.DEFAULT.bytes(100)).load();
            assertThatIOException().isThrownBy(limited::filesystem).withMessageContaining("more than 100 bytes");
            assertThat(source.tag(image.digest().toString()).load()).isEqualTo(image);
            assertThatIOException().isThrownBy(source::load).withMessageContaining("404");
            assertThatIOException()
                    .isThrownBy(() -> source.tag("2").platform("linux/arm64").load())
                    .withMessageContaining("no image for linux/arm64; there are: linux/amd64");
        }
    }

    @Test
    void aSourceIsNotChangedByChoosing() throws IOException {
        OciLayout.write(image("linux/amd64", Compression.ZSTD), temp.resolve("layout"), "1");
        ImageSource source = source(temp.resolve("layout"));
        ImageSource other = source.tag("2").platform("linux/arm64");
        assertThat(source.load().config().user()).contains("1000");
        assertThatIOException().isThrownBy(other::load).withMessageContaining("there is no image 2; there are: 1");
        assertThat(other).hasToString(temp.resolve("layout") + " 2 for linux/arm64");
        assertThatIllegalArgumentException().isThrownBy(() -> source.tag(" "));
        assertThatIllegalArgumentException().isThrownBy(() -> source.platform("linux"));
    }

    @Test
    void aLiveImageHasNoTag() throws IOException {
        Image image = image("linux/amd64", Compression.NONE);
        assertThat(ImageSource.of(image).load()).isSameAs(image);
        assertThatIOException()
                .isThrownBy(() -> ImageSource.of(image).tag("1").load())
                .withMessageContaining("there is no image 1; there are: " + image.digest());
    }

    @Test
    void aCompressedArchiveIsUnpackedOnceForItsContent() throws IOException {
        Image image = image("linux/amd64", Compression.ZSTD);
        OciArchive.write(image, temp.resolve("plain"));
        byte[] gzip = RawTar.gzip(Files.readAllBytes(temp.resolve("plain")));
        Path file = Files.write(temp.resolve("file"), gzip);
        assertThat(source(file).load()).isEqualTo(image);
        List<String> kept = Archives.names(cache.folder().resolve("blobs"));
        assertThat(kept).hasSize(1);

        Image again = source(Files.move(file, temp.resolve("moved"))).load();
        Files.delete(temp.resolve("moved"));
        assertThat(view(again)).isEqualTo(view(image));
        assertThat(Archives.names(cache.folder().resolve("blobs"))).containsAll(kept);
        assertThat(Archives.names(cache.folder().resolve("tmp"))).isEmpty();

        OciArchive.write(image("linux/arm64", Compression.ZSTD), temp.resolve("plain"));
        Files.write(file, RawTar.gzip(Files.readAllBytes(temp.resolve("plain"))));
        assertThat(source(file).load().config().platform()).hasToString("linux/arm64");
    }

    @Test
    void aCompressedArchiveThatBecomesTooLargeIsNotKept() throws IOException {
        OciArchive.write(image("linux/amd64", Compression.ZSTD), temp.resolve("plain"));
        byte[] zeros = RawTar.join(Files.readAllBytes(temp.resolve("plain")), new byte[8 << 20]);
        for (byte[] bomb : List.of(RawTar.gzip(zeros), RawTar.zstd(zeros))) {
            ImageSource source = source(Files.write(temp.resolve("bomb"), bomb));
            assertThatIOException()
                    .isThrownBy(() ->
                            source.within(LayerLimits.DEFAULT.bytes(4 << 20)).load())
                    .withMessageContaining("its tar has more than " + (4 << 20) + " bytes");
            assertThatIOException()
                    .isThrownBy(() -> source.within(LayerLimits.DEFAULT.ratio(10, 1 << 20))
                            .load())
                    .withMessageContaining("more than 10 for each");
            assertThat(Archives.names(cache.folder().resolve("blobs"))).isEmpty();
            assertThat(Archives.names(cache.folder().resolve("tmp"))).isEmpty();
        }
    }
}
