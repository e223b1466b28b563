package dev.dockdash.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockdash.blob.BlobMismatchException;
import dev.dockdash.cache.BlobCache;
import dev.dockdash.layer.Layer;
import dev.dockdash.layer.LayerLimits;
import dev.dockdash.layer.RawTar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Layers whose contents are kept while their entries are read. */
@DisabledOnOs(OS.WINDOWS)
class UnreadExtractionTest {

    private static final int LARGE = 128 << 10;

    @TempDir
    Path temp;

    private Path target;

    @BeforeEach
    void chooseTarget() {
        target = temp.resolve("target");
    }

    private ExtractionReport extract(Layer... layers) throws IOException {
        return ExtractionWay.UNREAD.extract(List.of(layers), target);
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static RawTar file(RawTar tar, String path, int mode, byte[] content) {
        return tar.add(path, '0', content, header -> header.mode(mode).modified(1000 + mode));
    }

    private void assertNothingIsLeft() {
        assertThat(target).doesNotExist();
        assertThat(temp).isEmptyDirectory();
    }

    @Test
    void areReadOnce() throws IOException {
        CountedBlob base = new CountedBlob(
                file(new RawTar().file("small", "1").file("gone", "2").file("old", "3"), "large", 0640, random(LARGE))
                        .bytes());
        CountedBlob top = new CountedBlob(
                new RawTar().whiteout(".wh.gone").file("old", "new").bytes());
        assertThat(extract(base.layer(), top.layer())).isEqualTo(new ExtractionReport(3, 0, 0, 4 + LARGE, List.of()));
        assertThat(base.opened).hasValue(1);
        assertThat(base.read).hasValue(base.size());
        assertThat(top.opened).hasValue(1);
        assertThat(target.resolve("small")).hasContent("1");
        assertThat(target.resolve("old")).hasContent("new");
        assertThat(target.resolve("large")).hasBinaryContent(random(LARGE));
        assertThat(temp).isDirectoryContaining(path -> path.equals(target));
        assertThat(target).isDirectoryNotContaining(path -> path.toString().contains(".dockdash"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, LARGE - 1, LARGE, LARGE + 1, 3 * LARGE, 700_000})
    void keepContentsOfAnySize(int size) throws IOException {
        RawTar tar = file(new RawTar(), "a", 0604, random(size));
        file(tar, "b", 0600, random(size + 1));
        file(tar, "c", 04755, random(size + 2));
        file(tar, "d", 0, random(size + 3));
        extract(tar.layer());
        List<String> modes = List.of("604", "600", "755", "0");
        for (int i = 0; i < modes.size(); i++) {
            Path path = target.resolve(String.valueOf((char) ('a' + i)));
            Object mode = Files.getAttribute(path, "unix:mode");
            assertThat(Integer.toOctalString((int) mode & 07777))
                    .as("mode of %s", path)
                    .isEqualTo(modes.get(i));
            Files.setAttribute(path, "unix:mode", 0600);
            assertThat(path).hasBinaryContent(random(size + i));
        }
        assertThat(Files.getLastModifiedTime(target.resolve("a")).toMillis()).isEqualTo((1000 + 0604) * 1000);
    }

    @Test
    void mayBeThereTwice() throws IOException {
        byte[] large = random(LARGE);
        CountedBlob blob = new CountedBlob(
                file(new RawTar().file("a", "x"), "large", 0644, large).bytes());
        Layer twice = blob.layer();
        extract(twice, new RawTar().whiteout(".wh.a").whiteout(".wh.large").layer(), twice);
        assertThat(target.resolve("a")).hasContent("x");
        assertThat(target.resolve("large")).hasBinaryContent(large);
        assertThat(blob.opened).hasValue(1);
    }

    @Test
    void mayGiveOneContentToTwoFiles() throws IOException {
        byte[] large = random(LARGE);
        Layer twice = file(new RawTar().file("a", "x"), "large", 0644, large).layer();
        Layer links =
                new RawTar().hardLink("b", "a").hardLink("larger", "large").layer();
        assertThat(extract(twice, links, twice).files()).isEqualTo(4);
        for (String path : List.of("large", "larger")) {
            assertThat(target.resolve(path)).hasBinaryContent(large);
        }
        assertThat(Files.isSameFile(target.resolve("large"), target.resolve("larger")))
                .isFalse();
        assertThat(target.resolve("b")).hasContent("x");
    }

    @Test
    void areReadAgainForSparseFilesOnly() throws IOException {
        CountedBlob sparse = new CountedBlob(new RawTar()
                .pax("GNU.sparse.size=2000", "GNU.sparse.map=1000,4")
                .file("s", "data")
                .file("next", "x")
                .bytes());
        CountedBlob empty = new CountedBlob(new RawTar().file("empty", "").bytes());
        extract(sparse.layer(), empty.layer());
        byte[] expanded = new byte[2000];
        System.arraycopy("data".getBytes(java.nio.charset.StandardCharsets.UTF_8), 0, expanded, 1000, 4);
        assertThat(target.resolve("s")).hasBinaryContent(expanded);
        assertThat(target.resolve("next")).hasContent("x");
        assertThat(target.resolve("empty")).isEmptyFile();
        assertThat(sparse.opened).hasValue(2);
        assertThat(empty.opened).hasValue(1);
    }

    @Test
    void areNotKeptWhenTheyWereReadBefore() throws IOException {
        CountedBlob blob = new CountedBlob(new RawTar().file("a", "x").bytes());
        Image image = Image.scratch().layer(blob.layer()).build();
        image.filesystem();
        image.extractTo(target);
        assertThat(target.resolve("a")).hasContent("x");
        assertThat(blob.opened).hasValue(2);
    }

    @Test
    void areReadForTheirContentsOnlyWhenACacheKnowsTheirEntries() throws IOException {
        CountedBlob blob = new CountedBlob(new RawTar().file("a", "x").bytes());
        Layer described = blob.layer();
        BlobCache cache = BlobCache.at(temp.resolve("cache"));
        for (String folder : List.of("first", "second")) {
            Layer layer = Layer.of(described.descriptor(), described.diffId(), blob, cache);
            ExtractionWay.UNREAD.extract(List.of(layer), temp.resolve(folder));
            assertThat(temp.resolve(folder).resolve("a")).hasContent("x");
        }
        assertThat(blob.opened).hasValue(2);
    }

    @Test
    void arePrivateUntilTheyAreComplete() throws IOException {
        List<String> modes = new ArrayList<>();
        CountedBlob second = new CountedBlob(new RawTar().file("b", "").bytes(), () -> modes.addAll(modesIn(temp)));
        extract(
                file(new RawTar().file("small", "1"), "large", 0666, random(LARGE))
                        .layer(),
                second.layer());
        assertThat(modes).containsExactly("700", "700", "600", "600");
    }

    /** Returns the modes of all in a folder, each folder's before those in it. */
    private static List<String> modesIn(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            List<String> modes = new ArrayList<>();
            for (Path path : all.skip(1).toList()) {
                Object mode = Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
                modes.add(Integer.toOctalString((int) mode & 07777));
            }
            return modes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void leaveNothingWhenTheyAreNotWhatTheirDigestsSay() throws IOException {
        byte[] tar = RawTar.join(
                file(new RawTar().file("a", "x"), "large", 0644, random(LARGE)).bytes(), new byte[LARGE]);
        CountedBlob blob = new CountedBlob(tar);
        Layer layer = blob.layer();
        tar[tar.length - 1] = 1;
        assertThatThrownBy(() -> extract(new RawTar().file("below", "y").layer(), layer))
                .isInstanceOf(BlobMismatchException.class)
                .hasMessageContaining("expected " + blob.digest() + " of " + tar.length + " bytes but found sha256:");
        assertNothingIsLeft();
    }

    @Test
    void leaveNothingWhenTheyEndWithinAFile() throws IOException {
        byte[] tar = file(new RawTar().file("a", "x"), "large", 0644, random(2 * LARGE))
                .bytes();
        Layer cut = RawTar.layer(Arrays.copyOf(tar, LARGE + 5000));
        assertThatIOException().isThrownBy(() -> extract(cut)).withMessageContaining("before the end of a file");
        assertNothingIsLeft();
    }

    @Test
    void leaveNothingWhenTheyAskForMoreThanTheirLimits() throws IOException {
        Layer layer = file(new RawTar().file("a", "x"), "large", 0644, random(2 * LARGE))
                .layer();
        assertThatIOException()
                .isThrownBy(() -> extract(layer.within(LayerLimits.DEFAULT.bytes(2 * LARGE))))
                .withMessageContaining("more than " + 2 * LARGE + " bytes");
        assertNothingIsLeft();
    }

    @Test
    void leaveNothingWhenTheyCannotBeMerged() throws IOException {
        Layer layer =
                file(new RawTar().file("a", "x"), "large", 0644, random(LARGE)).layer();
        assertThatIOException()
                .isThrownBy(
                        () -> extract(layer, new RawTar().hardLink("h", "none").layer()))
                .withMessageContaining("leads to none");
        assertNothingIsLeft();
    }

    @Test
    void areNotReadWhenTheTargetIsNotEmpty() throws IOException {
        Files.createDirectory(target);
        Files.writeString(target.resolve("kept"), "");
        CountedBlob blob = new CountedBlob(new RawTar().file("a", "x").bytes());
        assertThatIOException()
                .isThrownBy(() -> extract(blob.layer()))
                .withMessageContaining("expected an empty folder");
        assertThat(blob.opened).hasValue(0);
        assertThat(target).isDirectoryContaining(path -> path.endsWith("kept"));
    }
}
