package dev.dockdash.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockdash.blob.BlobMismatchException;
import dev.dockdash.cache.BlobCache;
import dev.dockdash.layer.LayerBuild.Source;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LayerCacheTest {

    @TempDir
    Path temp;

    private BlobCache cache;
    private Path file;

    @BeforeEach
    void makeFolders() throws IOException {
        cache = BlobCache.at(temp.resolve("cache"));
        file = Files.writeString(Files.createDirectories(temp.resolve("tree")).resolve("f"), "one");
    }

    private Layer build() throws IOException {
        return Layer.builder(cache).directory(temp.resolve("tree"), "/app").build();
    }

    private static Source source(Layer layer) {
        return layer.build().orElseThrow().source();
    }

    /** Plans as if the build began an hour from now, when the files have long settled. */
    private Layer buildLater() throws IOException {
        return new LayerRecipe(
                        List.of(new TreeSource(temp.resolve("tree"), "app", EntryAttributes.DEFAULT, TreeFilter.ALL)),
                        Compression.ZSTD,
                        cache)
                .buildAt(Instant.now().plusSeconds(3600), LayerRecipe.NOBODY);
    }

    @Test
    void settledFilesAreFoundByTheirInodesAlone() throws IOException {
        Layer written = buildLater();
        assertThat(source(written)).isEqualTo(Source.WRITTEN);
        Layer again = buildLater();
        assertThat(source(again)).isEqualTo(Source.CACHED_INPUTS);
        assertThat(again).isEqualTo(written);
    }

    @Test
    void freshFilesAreReadAgain() throws IOException {
        build();
        assertThat(source(build())).isEqualTo(Source.CACHED_CONTENT);
    }

    @Test
    void anEditOfTheSameSizeInTheSameSecondIsSeen() throws IOException {
        Layer one = build();
        Files.writeString(file, "two");
        assertThat(build().diffId()).isNotEqualTo(one.diffId());
        Files.writeString(file, "one");
        assertThat(build()).isEqualTo(one);
    }

    @Test
    void aRewriteThatKeepsTheTimeIsSeen() throws IOException {
        FileTime old = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
        Files.setLastModifiedTime(file, old);
        Layer one = buildLater();
        Files.writeString(file, "two");
        Files.setLastModifiedTime(file, old);
        assertThat(buildLater().diffId()).isNotEqualTo(one.diffId());
    }

    @Test
    void dataOfOneSizeIsToldApart() throws IOException {
        Layer one = Layer.builder(cache).data("/f", "one").build();
        Layer two = Layer.builder(cache).data("/f", "two").build();
        assertThat(two.digest()).isNotEqualTo(one.digest());
        assertThat(source(Layer.builder(cache).data("/f", "one").build())).isEqualTo(Source.CACHED_INPUTS);
    }

    @Test
    void aChangedModeIsSeen() throws IOException {
        Layer one = buildLater();
        assertThat(file.toFile().setExecutable(true)).isTrue();
        assertThat(buildLater().diffId()).isNotEqualTo(one.diffId());
    }

    @Test
    void aFileThatChangesWhileItIsReadIsAnError() throws IOException {
        LayerPlan plan =
                LayerPlan.of(List.of(FileSource.entry(file, SourceStat.read(file), "f", EntryAttributes.DEFAULT)));
        Files.writeString(file, "longer");
        assertThatThrownBy(() -> LayerWriter.write(plan, Compression.ZSTD, cache, LayerRecipe.NOBODY))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + " changed while a layer was built from it: expected 3 bytes");
        Files.writeString(file, "");
        assertThatThrownBy(() -> LayerWriter.write(plan, Compression.ZSTD, cache, LayerRecipe.NOBODY))
                .hasMessageStartingWith(file + " changed while a layer was built from it: it is shorter now");
        assertThat(files("tmp")).isEmpty();
        assertThat(files("blobs")).isEmpty();
    }

    @Test
    void aLongFileThatChangesBetweenItsPiecesIsAnError() throws IOException {
        Files.write(file, new byte[3 * Chunk.SIZE]);
        LayerPlan plan =
                LayerPlan.of(List.of(FileSource.entry(file, SourceStat.read(file), "f", EntryAttributes.DEFAULT)));
        Files.setLastModifiedTime(file, FileTime.fromMillis(0));
        assertThatThrownBy(() -> LayerWriter.write(plan, Compression.ZSTD, cache, LayerRecipe.NOBODY))
                .hasMessageContaining("changed while");
    }

    @Test
    void aDamagedBlobIsDroppedAndBuiltAgain() throws IOException {
        Layer layer = buildLater();
        Path blob = blob(layer);
        try (RandomAccessFile damaged = new RandomAccessFile(blob.toFile(), "rw")) {
            int first = damaged.read();
            damaged.seek(0);
            damaged.write(first ^ 1);
        }
        Layer again = buildLater();
        assertThat(source(again)).isEqualTo(Source.WRITTEN);
        assertThat(again.entries()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void damageThatNoAttributeShowsIsDroppedWhenItIsRead(Compression compression) throws IOException {
        LayerBuilder builder = Layer.builder(cache).data("/f", "content").compression(compression);
        for (double place : new double[] {0, 0.5, 0.99}) {
            Layer layer = builder.build();
            damageUnseen(blob(layer), place);
            Layer damaged = builder.build();
            assertThat(source(damaged)).isEqualTo(Source.CACHED_INPUTS);
            assertThatThrownBy(() -> damaged.openTar().readAllBytes())
                    .isInstanceOf(BlobMismatchException.class)
                    .hasMessageContaining(layer.digest().toString());
            Layer again = builder.build();
            assertThat(source(again)).isEqualTo(Source.WRITTEN);
            assertThat(again.entries()).hasSize(1);
        }
    }

    private static void damageUnseen(Path blob, double place) throws IOException {
        FileTime before = Files.getLastModifiedTime(blob);
        byte[] bytes = Files.readAllBytes(blob);
        bytes[(int) (bytes.length * place)] ^= 1;
        Files.write(blob, bytes);
        Files.setLastModifiedTime(blob, before);
    }

    @Test
    void aFileThatIsGoneWhenItIsReadIsAnError() throws IOException {
        LayerPlan plan =
                LayerPlan.of(List.of(FileSource.entry(file, SourceStat.read(file), "f", EntryAttributes.DEFAULT)));
        Files.delete(file);
        assertThatThrownBy(() -> LayerWriter.write(plan, Compression.ZSTD, cache, LayerRecipe.NOBODY))
                .hasMessage(file + " changed while a layer was built from it: it is gone");
    }

    @Test
    void aTruncatedBlobIsDroppedAndBuiltAgain() throws IOException {
        Layer layer = buildLater();
        Files.write(blob(layer), new byte[0]);
        assertThat(buildLater().entries()).hasSize(2);
    }

    @Test
    void aStrangeNoteIsIgnored() throws IOException {
        Layer layer = buildLater();
        for (Path note : files("keys")) {
            Files.writeString(note, "?");
        }
        assertThat(buildLater()).isEqualTo(layer);
    }

    @Test
    void aDeletedFolderIsMadeAgain() throws IOException {
        build();
        try (Stream<Path> all = Files.walk(cache.folder())) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
        assertThat(build().entries()).hasSize(2);
        assertThat(cache.folder().resolve("oci-layout")).exists();
    }

    @Test
    void aFolderThatCannotBeWrittenStillBuilds() throws IOException {
        Path noFolder = Files.writeString(temp.resolve("file"), "x");
        cache = BlobCache.at(noFolder.resolve("cache"));
        Layer layer = build();
        assertThat(layer.entries()).hasSize(2);
        assertThat(source(build())).isEqualTo(Source.CACHED_CONTENT);
    }

    @Test
    void manyThreadsBuildTheSameLayerAtOnce() throws Exception {
        Files.write(file, new byte[2 * Chunk.SIZE]);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Layer>> layers = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                layers.add(threads.submit(this::build));
            }
            for (Future<Layer> layer : layers) {
                assertThat(layer.get()).isEqualTo(layers.get(0).get());
                assertThat(layer.get().entries()).hasSize(2);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(files("tmp")).isEmpty();
    }

    private Path blob(Layer layer) {
        return cache.folder().resolve("blobs/sha256").resolve(layer.digest().hex());
    }

    private List<Path> files(String folder) throws IOException {
        try (Stream<Path> all = Files.walk(cache.folder().resolve(folder))) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
