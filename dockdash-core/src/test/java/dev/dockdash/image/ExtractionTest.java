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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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

    /** Whatever a layer says, it is refused or stays inside. */
    @Nested
    class Hostile {

        private final List<String> before = new ArrayList<>();

        @BeforeEach
        void makeSentinel() throws IOException {
            Path sentinel = Files.createDirectory(temp.resolve("sentinel"));
            Files.writeString(sentinel.resolve("passwd"), "root:x:0:0");
            Files.createSymbolicLink(sentinel.resolve("link"), Path.of("passwd"));
            Files.createDirectory(sentinel.resolve("empty"));
            before.addAll(snapshot(temp));
        }

        private static List<String> snapshot(Path top) throws IOException {
            List<String> all = new ArrayList<>();
            try (Stream<Path> paths = Files.walk(top)) {
                for (Path path : paths.filter(p -> !p.startsWith(top.resolve("target")))
                        .sorted()
                        .toList()) {
                    String content = Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) ? Files.readString(path) : "";
                    String time = path.equals(top)
                            ? ""
                            : Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS)
                                    .toString();
                    all.add(path + " " + mode(path) + " " + time + " " + content);
                }
            }
            return all;
        }

        static Stream<Arguments> layers() {
            String up = "../sentinel/passwd";
            return Stream.of(
                    layers("a path that climbs", new RawTar().file(up, "evil")),
                    layers("a path that climbs later", new RawTar().file("a/../../sentinel/passwd", "evil")),
                    layers("an absolute path", new RawTar().file("/sentinel/passwd", "inside")),
                    layers("nothing but dots", new RawTar().file("..", "evil")),
                    layers("backslashes", new RawTar().file("..\\sentinel\\passwd", "inside")),
                    layers(
                            "a link and a file behind it",
                            new RawTar().symbolicLink("d", "../sentinel").file("d/passwd", "evil")),
                    layers(
                            "a link by steps",
                            new RawTar()
                                    .symbolicLink("p", "..")
                                    .symbolicLink("p/e", "..")
                                    .file("p/e/sentinel/passwd", "evil")),
                    layers(
                            "a link in a lower layer",
                            new RawTar().symbolicLink("d", "../sentinel"),
                            new RawTar().file("d/passwd", "evil")),
                    layers(
                            "a directory over a link",
                            new RawTar().symbolicLink("d", "../sentinel"),
                            new RawTar().directory("d/").file("d/passwd", "evil")),
                    layers(
                            "a file over a link",
                            new RawTar().symbolicLink("passwd", up),
                            new RawTar().file("passwd", "evil")),
                    layers(
                            "a file over a link in one layer",
                            new RawTar().symbolicLink("f", up).file("f", "evil")),
                    layers(
                            "a link to itself",
                            new RawTar().symbolicLink("a", "a").file("a/b", "evil")),
                    layers("a hard link outside", new RawTar().hardLink("h", up)),
                    layers("a hard link by an absolute path", new RawTar().hardLink("h", "/sentinel/passwd")),
                    layers(
                            "a hard link through a link",
                            new RawTar().symbolicLink("d", "../sentinel").hardLink("h", "d/passwd")),
                    layers(
                            "a hard link to a link, written through",
                            new RawTar()
                                    .symbolicLink("l", up)
                                    .hardLink("h", "l")
                                    .file("h", "evil")),
                    layers(
                            "a hard link to a later file",
                            new RawTar().hardLink("h", "later").file("later", "")),
                    layers(
                            "a hard link to a directory",
                            new RawTar().directory("d/").hardLink("h", "d")),
                    layers(
                            "a hard link to what is deleted",
                            new RawTar().file("f", ""),
                            new RawTar().whiteout(".wh.f").hardLink("h", "f")),
                    layers(
                            "a root that is a link",
                            new RawTar().symbolicLink("./", "../sentinel").file("passwd", "evil")),
                    layers("a root that is a file", new RawTar().file(".", "evil")),
                    layers("a whiteout that climbs", new RawTar().whiteout("../sentinel/.wh.passwd")),
                    layers("a whiteout of the parent", new RawTar().whiteout("a/.wh...")),
                    layers(
                            "a whiteout behind a link",
                            new RawTar().symbolicLink("d", "../sentinel"),
                            new RawTar().whiteout("d/.wh.passwd")),
                    layers(
                            "an opaque link",
                            new RawTar().symbolicLink("d", "../sentinel"),
                            new RawTar().whiteout("d/.wh..wh..opq")),
                    layers("a file in a whiteout", new RawTar().file(".wh.a/b", "")),
                    layers(
                            "a device",
                            new RawTar()
                                    .add("sda", '4', EMPTY, header -> header.device(8, 0))
                                    .file("sda/x", "")),
                    layers("a name of control characters", new RawTar().file("a\n\u001b[2Jb", "inside")),
                    layers(
                            "a name of 255 bytes",
                            new RawTar().pax("path=" + "n".repeat(255)).file("x", "inside")),
                    layers(
                            "a name of 256 bytes",
                            new RawTar().pax("path=" + "n".repeat(256)).file("x", "")),
                    layers(
                            "a path of 5,000 bytes",
                            new RawTar()
                                    .pax("path=" + ("p".repeat(99) + "/").repeat(50) + "f")
                                    .file("x", "deep")),
                    layers(
                            "a path of 100,000 bytes",
                            new RawTar().pax("path=" + "p/".repeat(50_000)).directory("x/")),
                    layers(
                            "a name that is no UTF-8",
                            new RawTar().add("x", '0', EMPTY, header -> header.bytes(0, (byte) 0xff))),
                    layers("a setuid file", new RawTar().add("su", '0', EMPTY, header -> header.mode(04755))));
        }

        private static Arguments layers(String what, RawTar... layers) {
            return Arguments.of(what, List.of(layers));
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("layers")
        void layersNeverTouchWhatIsOutside(String what, List<RawTar> layers) throws IOException {
            boolean complete = true;
            try {
                files(layers.toArray(RawTar[]::new)).extractTo(target);
            } catch (IOException e) {
                complete = false;
                assertThat(e).as(what).hasMessageMatching("(?s).+");
            }
            assertThat(snapshot(temp)).as(what).isEqualTo(before);
            assertThat(Files.exists(target)).as(what).isEqualTo(complete);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
