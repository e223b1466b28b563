package dev.dockdash.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockdash.image.ExtractionReport.Skipped;
import dev.dockdash.layer.Layer;
import dev.dockdash.layer.RawTar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@DisabledOnOs(OS.WINDOWS)
@ParameterizedClass
@EnumSource
class ExtractionTest {

    private static final byte[] EMPTY = new byte[0];

    private final ExtractionWay way;

    @TempDir
    Path temp;

    private Path target;

    ExtractionTest(ExtractionWay way) {
        this.way = way;
    }

    @BeforeEach
    void chooseTarget() {
        target = temp.resolve("target");
    }

    private ExtractionReport extract(RawTar... layers) throws IOException {
        return way.extract(Stream.of(layers).map(RawTar::layer).toList(), target);
    }

    private static String mode(Path path) throws IOException {
        return Integer.toOctalString((int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS) & 07777);
    }

    @Test
    void writesTheMergedTree() throws IOException {
        RawTar base = new RawTar()
                .add("d/", '5', EMPTY, header -> header.mode(0750).modified(100))
                .add("d/f", '0', bytes("old"), header -> header.mode(0640).modified(200))
                .file("gone", "x")
                .hardLink("h", "d/f")
                .symbolicLink("l", "/d//f/");
        RawTar top = new RawTar()
                .whiteout(".wh.gone")
                .add("d/f", '0', bytes("new"), header -> header.mode(0666).modified(300));
        ExtractionReport report = extract(base, top);
        assertThat(report).isEqualTo(new ExtractionReport(2, 1, 1, 6, List.of()));
        assertThat(target.resolve("d/f")).hasContent("new");
        assertThat(target.resolve("h")).hasContent("old");
        assertThat(target.resolve("gone")).doesNotExist();
        assertThat(mode(target.resolve("d"))).isEqualTo("750");
        assertThat(mode(target.resolve("d/f"))).isEqualTo("666");
        assertThat(mode(target)).isEqualTo("755");
        assertThat(Files.getLastModifiedTime(target.resolve("d"))).isEqualTo(FileTime.from(Instant.ofEpochSecond(100)));
        assertThat(Files.getLastModifiedTime(target.resolve("d/f")))
                .isEqualTo(FileTime.from(Instant.ofEpochSecond(300)));
        assertThat(Files.isSymbolicLink(target.resolve("l"))).isTrue();
        assertThat(temp).isDirectoryNotContaining(path -> !path.equals(target));
    }

    @Test
    void keepsHardLinksOneFile() throws IOException {
        ExtractionReport report = extract(new RawTar()
                .file("a/x", "shared")
                .hardLink("b", "/a/x")
                .hardLink("c", "b")
                .symbolicLink("s", "t")
                .hardLink("t", "s"));
        assertThat(report.files()).isEqualTo(1);
        assertThat(report.links()).isEqualTo(4);
        assertThat(Files.getAttribute(target.resolve("a/x"), "unix:nlink")).isEqualTo(3);
        assertThat(Files.isSameFile(target.resolve("b"), target.resolve("c"))).isTrue();
        assertThat(Files.readSymbolicLink(target.resolve("t"))).hasToString("t");
    }

    @Test
    void readsNoLayerOfWhichNothingIsLeft() throws IOException {
        CountedBlob base =
                new CountedBlob(new RawTar().file("a", "old").file("empty", "").bytes());
        ImageFilesystem files = ImageFilesystem.of(
                List.of(base.layer(), new RawTar().file("a", "new").layer()));
        files.extractTo(target);
        assertThat(target.resolve("a")).hasContent("new");
        assertThat(target.resolve("empty")).isEmptyFile();
        assertThat(base.opened).hasValue(1);
    }

    @Nested
    class AsTheCurrentUser {

        @Test
        void dropsSetuidAndKeepsOwners() throws IOException {
            extract(new RawTar()
                    .add("su", '0', EMPTY, header -> header.mode(06755).owner(77, 88))
                    .add("tmp/", '5', EMPTY, header -> header.mode(01777).owner(77, 88)));
            assertThat(mode(target.resolve("su"))).isEqualTo("755");
            assertThat(mode(target.resolve("tmp"))).isEqualTo("1777");
            assertThat(Files.getAttribute(target.resolve("su"), "unix:uid"))
                    .isEqualTo(Files.getAttribute(temp, "unix:uid"));
        }

        @Test
        void skipsDevicesAndPipesAndSaysSo() throws IOException {
            ExtractionReport report = extract(new RawTar()
                    .add("dev/null", '3', EMPTY, header -> header.device(1, 3))
                    .add("dev/sda", '4', EMPTY, header -> header.device(8, 0))
                    .add("a-pipe", '6', EMPTY, header -> {})
                    .hardLink("dev/zero", "dev/null"));
            assertThat(report.skipped())
                    .containsExactly(
                            new Skipped("/a-pipe", "FIFO"),
                            new Skipped("/dev/null", "CHARACTER_DEVICE"),
                            new Skipped("/dev/sda", "BLOCK_DEVICE"),
                            new Skipped("/dev/zero", "CHARACTER_DEVICE"));
            assertThat(target.resolve("dev")).isEmptyDirectory();
        }

        @Test
        void makesFilesInDirectoriesThatKeepItOut() throws IOException {
            extract(new RawTar()
                    .add("d/", '5', EMPTY, header -> header.mode(0))
                    .add("d/e/", '5', EMPTY, header -> header.mode(0555))
                    .add("d/e/f", '0', bytes("x"), header -> header.mode(0)));
            assertThat(mode(target.resolve("d"))).isEqualTo("0");
            Files.setPosixFilePermissions(target.resolve("d"), PosixFilePermissions.fromString("rwx------"));
            assertThat(mode(target.resolve("d/e"))).isEqualTo("555");
            assertThat(mode(target.resolve("d/e/f"))).isEqualTo("0");
        }
    }

    @Nested
    class AsRecorded {

        @Test
        void givesOwnersAndAllBitsWhenTheUserMay() throws IOException {
            int own = (int) Files.getAttribute(temp, "unix:uid");
            int group = (int) Files.getAttribute(temp, "unix:gid");
            boolean root = own == 0;
            long uid = root ? 3_000_000_000L : own;
            long gid = root ? 88 : group;
            RawTar tar = new RawTar()
                    .pax("uid=" + uid, "SCHILY.xattr.user.k=v", "SCHILY.xattr.security.capability=x", "mtime=5.25")
                    .add("su", '0', bytes("x"), header -> header.mode(06755).owner(0, gid))
                    .pax("uid=" + uid)
                    .add(
                            "l",
                            '2',
                            EMPTY,
                            header -> header.link("su").owner(0, gid).modified(7))
                    .pax("uid=" + uid)
                    .add("d/", '5', EMPTY, header -> header.mode(02755).owner(0, gid));
            ExtractionReport report = way.extract(List.of(tar.layer()), target, ExtractionPolicy.AS_RECORDED);
            for (String path : List.of("su", "l", "d")) {
                assertThat(Files.getAttribute(target.resolve(path), "unix:uid", LinkOption.NOFOLLOW_LINKS))
                        .isEqualTo((int) uid);
                assertThat(Files.getAttribute(target.resolve(path), "unix:gid", LinkOption.NOFOLLOW_LINKS))
                        .isEqualTo((int) gid);
            }
            assertThat(mode(target.resolve("su"))).isEqualTo("6755");
            assertThat(mode(target.resolve("d"))).isEqualTo("2755");
            assertThat(Files.getLastModifiedTime(target.resolve("su")).toInstant())
                    .isEqualTo(Instant.ofEpochSecond(5, 250_000_000));
            assertThat(Files.getLastModifiedTime(target.resolve("l"), LinkOption.NOFOLLOW_LINKS)
                            .toInstant())
                    .isEqualTo(Instant.ofEpochSecond(7));
            assertThat(report.skipped()).contains(new Skipped("/su", "xattr security.capability"));
        }

        @Test
        void refusesOwnersThatNoSystemHas() throws IOException {
            List<Layer> layers =
                    List.of(new RawTar().pax("uid=4294967295").file("a", "x").layer());
            assertThatIOException()
                    .isThrownBy(() -> way.extract(layers, target, ExtractionPolicy.AS_RECORDED))
                    .withMessageContaining("no owner with the number 4294967295");
            assertThat(target).doesNotExist();
        }
    }

    @Nested
    class TheTarget {

        @Test
        void mayBeAnEmptyFolder() throws IOException {
            Files.createDirectory(target);
            extract(new RawTar().file("a", "x"));
            assertThat(target.resolve("a")).hasContent("x");
        }

        @Test
        void mayLieInFoldersThatAreNotThereYet() throws IOException {
            Path deep = target.resolve("b/c");
            way.extract(List.of(new RawTar().file("a", "x").layer()), deep);
            assertThat(deep.resolve("a")).hasContent("x");
        }

        @Test
        void mayBeALinkToAFolder() throws IOException {
            Path real = Files.createDirectory(temp.resolve("real"));
            Files.createSymbolicLink(target, real);
            extract(new RawTar().file("a", "x"));
            assertThat(real.resolve("a")).hasContent("x");
            assertThat(Files.isSymbolicLink(target)).isTrue();
        }

        @Test
        void mayNotHoldAnything() throws IOException {
            List<Layer> layers = List.of(new RawTar().file("a", "x").layer());
            Files.createDirectory(target);
            Files.writeString(target.resolve("kept"), "");
            assertThatThrownBy(() -> way.extract(layers, target)).isInstanceOf(DirectoryNotEmptyException.class);
            assertThatThrownBy(() -> way.extract(layers, target.resolve("kept")))
                    .isInstanceOf(NotDirectoryException.class);
            assertThat(target).isDirectoryContaining(path -> path.endsWith("kept"));
        }

        @Test
        void isLeftAsItWasWhenALayerIsNotWhatItWas() throws IOException {
            byte[] tar = new RawTar()
                    .add("locked/", '5', EMPTY, header -> header.mode(0))
                    .file("locked/a", "right")
                    .file("b", "x")
                    .bytes();
            ImageFilesystem files = ImageFilesystem.of(List.of(new CountedBlob(tar).layer()));
            tar[2 * 512 + 512 * 2] ^= 1;
            Files.createDirectory(target);
            assertThatIOException()
                    .isThrownBy(() -> files.extractTo(target))
                    .withMessageContaining("found other bytes");
            assertThat(target).isEmptyDirectory();
            assertThat(temp).isDirectoryNotContaining(path -> !path.equals(target));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
