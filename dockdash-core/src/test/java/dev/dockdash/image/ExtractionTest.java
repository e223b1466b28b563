package dev.dockdash.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockdash.blob.Blob;
import dev.dockdash.image.ExtractionReport.Skipped;
import dev.dockdash.layer.Layer;
import dev.dockdash.layer.RawTar;
import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.MediaType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class ExtractionTest {

    private static final byte[] EMPTY = new byte[0];

    @TempDir
    Path temp;

    private Path target;

    @BeforeEach
    void chooseTarget() {
        target = temp.resolve("target");
    }

    private static ImageFilesystem files(RawTar... layers) throws IOException {
        return ImageFilesystem.of(Stream.of(layers).map(RawTar::layer).toList());
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
        ExtractionReport report = files(base, top).extractTo(target);
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
        ExtractionReport report = files(new RawTar()
                        .file("a/x", "shared")
                        .hardLink("b", "/a/x")
                        .hardLink("c", "b")
                        .symbolicLink("s", "t")
                        .hardLink("t", "s"))
                .extractTo(target);
        assertThat(report.files()).isEqualTo(1);
        assertThat(report.links()).isEqualTo(4);
        assertThat(Files.getAttribute(target.resolve("a/x"), "unix:nlink")).isEqualTo(3);
        assertThat(Files.isSameFile(target.resolve("b"), target.resolve("c"))).isTrue();
        assertThat(Files.readSymbolicLink(target.resolve("t"))).hasToString("t");
    }

    @Test
    void readsNoLayerOfWhichNothingIsLeft() throws IOException {
        AtomicInteger opened = new AtomicInteger();
        byte[] tar = new RawTar().file("a", "old").file("empty", "").bytes();
        Layer base = counting(tar, opened);
        ImageFilesystem files =
                ImageFilesystem.of(List.of(base, new RawTar().file("a", "new").layer()));
        int before = opened.get();
        files.extractTo(target);
        assertThat(target.resolve("a")).hasContent("new");
        assertThat(target.resolve("empty")).isEmptyFile();
        assertThat(opened).hasValue(before);
    }

    private static Layer counting(byte[] tar, AtomicInteger opened) {
        Blob blob = new Blob() {
            @Override
            public Digest digest() {
                return Digest.of(tar);
            }

            @Override
            public long size() {
                return tar.length;
            }

            @Override
            public InputStream open() {
                opened.incrementAndGet();
                return new ByteArrayInputStream(tar);
            }
        };
        return Layer.of(Descriptor.of(MediaType.OCI_LAYER, blob.digest(), blob.size()), blob.digest(), blob);
    }

    @Nested
    class AsTheCurrentUser {

        @Test
        void dropsSetuidAndKeepsOwners() throws IOException {
            files(new RawTar()
                            .add("su", '0', EMPTY, header -> header.mode(06755).owner(77, 88))
                            .add(
                                    "tmp/",
                                    '5',
                                    EMPTY,
                                    header -> header.mode(01777).owner(77, 88)))
                    .extractTo(target);
            assertThat(mode(target.resolve("su"))).isEqualTo("755");
            assertThat(mode(target.resolve("tmp"))).isEqualTo("1777");
            assertThat(Files.getAttribute(target.resolve("su"), "unix:uid"))
                    .isEqualTo(Files.getAttribute(temp, "unix:uid"));
        }

        @Test
        void skipsDevicesAndPipesAndSaysSo() throws IOException {
            ExtractionReport report = files(new RawTar()
                            .add("dev/null", '3', EMPTY, header -> header.device(1, 3))
                            .add("dev/sda", '4', EMPTY, header -> header.device(8, 0))
                            .add("a-pipe", '6', EMPTY, header -> {})
                            .hardLink("dev/zero", "dev/null"))
                    .extractTo(target);
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
            files(new RawTar()
                            .add("d/", '5', EMPTY, header -> header.mode(0))
                            .add("d/e/", '5', EMPTY, header -> header.mode(0555))
                            .add("d/e/f", '0', bytes("x"), header -> header.mode(0)))
                    .extractTo(target);
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
            ExtractionReport report = files(tar).extractTo(target, ExtractionPolicy.AS_RECORDED);
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
            ImageFilesystem files = files(new RawTar().pax("uid=4294967295").file("a", "x"));
            assertThatIOException()
                    .isThrownBy(() -> files.extractTo(target, ExtractionPolicy.AS_RECORDED))
                    .withMessageContaining("no owner with the number 4294967295");
            assertThat(target).doesNotExist();
        }
    }

    @Nested
    class TheTarget {

        @Test
        void mayBeAnEmptyFolder() throws IOException {
            Files.createDirectory(target);
            files(new RawTar().file("a", "x")).extractTo(target);
            assertThat(target.resolve("a")).hasContent("x");
        }

        @Test
        void mayLieInFoldersThatAreNotThereYet() throws IOException {
            Path deep = target.resolve("b/c");
            files(new RawTar().file("a", "x")).extractTo(deep);
            assertThat(deep.resolve("a")).hasContent("x");
        }

        @Test
        void mayBeALinkToAFolder() throws IOException {
            Path real = Files.createDirectory(temp.resolve("real"));
            Files.createSymbolicLink(target, real);
            files(new RawTar().file("a", "x")).extractTo(target);
            assertThat(real.resolve("a")).hasContent("x");
            assertThat(Files.isSymbolicLink(target)).isTrue();
        }

        @Test
        void mayNotHoldAnything() throws IOException {
            ImageFilesystem files = files(new RawTar().file("a", "x"));
            Files.createDirectory(target);
            Files.writeString(target.resolve("kept"), "");
            assertThatThrownBy(() -> files.extractTo(target)).isInstanceOf(DirectoryNotEmptyException.class);
            assertThatThrownBy(() -> files.extractTo(target.resolve("kept"))).isInstanceOf(NotDirectoryException.class);
            assertThat(target).isDirectoryContaining(path -> path.endsWith("kept"));
        }

        @Test
        void isLeftAsItWasWhenALayerIsNotWhatItWas() throws IOException {
            byte[] tar = new RawTar()
                    .add("locked/", '5', EMPTY, header -> header.mode(0))
                    .file("locked/a", "right")
                    .file("b", "x")
                    .bytes();
            ImageFilesystem files = ImageFilesystem.of(List.of(counting(tar, new AtomicInteger())));
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
