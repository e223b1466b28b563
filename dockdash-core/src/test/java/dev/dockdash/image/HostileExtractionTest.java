package dev.dockdash.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.layer.RawTar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a layer says, it is refused or stays inside the folder that an image is extracted to. */
@DisabledOnOs(OS.WINDOWS)
@ParameterizedClass
@EnumSource
class HostileExtractionTest {

    private static final byte[] EMPTY = new byte[0];

    private final ExtractionWay way;

    @TempDir
    Path temp;

    private final List<String> before = new ArrayList<>();

    HostileExtractionTest(ExtractionWay way) {
        this.way = way;
    }

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
                layers("a link to itself", new RawTar().symbolicLink("a", "a").file("a/b", "evil")),
                layers("a hard link outside", new RawTar().hardLink("h", up)),
                layers("a hard link by an absolute path", new RawTar().hardLink("h", "/sentinel/passwd")),
                layers(
                        "a hard link through a link",
                        new RawTar().symbolicLink("d", "../sentinel").hardLink("h", "d/passwd")),
                layers(
                        "a hard link to a link, written through",
                        new RawTar().symbolicLink("l", up).hardLink("h", "l").file("h", "evil")),
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
        Path target = temp.resolve("target");
        boolean complete = true;
        try {
            way.extract(layers.stream().map(RawTar::layer).toList(), target);
        } catch (IOException e) {
            complete = false;
            assertThat(e).as(what).hasMessageMatching("(?s).+");
        }
        assertThat(snapshot(temp)).as(what).isEqualTo(before);
        assertThat(Files.exists(target)).as(what).isEqualTo(complete);
    }

    private static String mode(Path path) throws IOException {
        return Integer.toOctalString((int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS) & 07777);
    }
}
