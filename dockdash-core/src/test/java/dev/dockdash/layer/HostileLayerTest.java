package dev.dockdash.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Layers that nobody should write. */
class HostileLayerTest {

    private static final byte[] EMPTY = new byte[0];

    static Stream<Arguments> headers() {
        return Stream.of(
                Arguments.of("a size of 8 EiB", change(h -> h.binary(124, 12, Long.MAX_VALUE))),
                Arguments.of("a negative size", change(h -> h.binary(124, 12, -5))),
                Arguments.of("a negative owner", change(h -> h.binary(108, 8, -5))),
                Arguments.of("a size that is no number", change(h -> h.text(124, "12x45678901"))),
                Arguments.of(
                        "a size of 96 bits", change(h -> h.binary(124, 12, -1).bytes(124, (byte) 0xbf))),
                Arguments.of("an unknown type", change(h -> h.bytes(156, (byte) 'Z'))),
                Arguments.of("a NUL in its path", new RawTar().pax("path=a\0b").file("x", "")),
                Arguments.of(
                        "a size by PAX that is negative",
                        new RawTar().pax("size=-1").file("x", "")),
                Arguments.of(
                        "an endless time", new RawTar().pax("mtime=1e999999999").file("x", "")),
                Arguments.of(
                        "a time without end",
                        new RawTar().pax("mtime=" + "9".repeat(60)).file("x", "")),
                Arguments.of(
                        "a torn record",
                        new RawTar().add("p", 'x', bytes("99 a=b\n"), h -> {}).file("x", "")),
                Arguments.of(
                        "a record without key",
                        new RawTar().add("p", 'x', bytes("5 =b\n"), h -> {}).file("x", "")),
                Arguments.of(
                        "a huge extended header", new RawTar().add("p", 'x', EMPTY, h -> h.octal(124, 12, 2 << 20))),
                Arguments.of("a huge name", new RawTar().add("p", 'L', EMPTY, h -> h.binary(124, 12, 1L << 62))));
    }

    private static RawTar change(java.util.function.Consumer<RawTar.Header> change) {
        return new RawTar().add("f", '0', EMPTY, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("headers")
    void headersAreRefused(String what, RawTar tar) {
        assertThatIOException()
                .as(what)
                .isThrownBy(tar.layer()::entries)
                .withMessageStartingWith("Reading layer sha256:");
    }

    @Test
    void numbersOfThingsAreRefused() {
        LayerLimits limits = LayerLimits.DEFAULT;
        refused(new RawTar().file("a", "").file("b", ""), limits.entries(1), "more than 1 entries");
        refused(new RawTar().file("a", "xxx"), limits.bytes(2), "more than 2 bytes");
        refused(new RawTar().file("a/b/c", ""), limits.paths(2, 99, 99), "3 names");
        refused(new RawTar().file("a/bé/c", ""), limits.paths(9, 2, 99), "a name of 3 bytes");
        refused(new RawTar().file("a/bé/c", ""), limits.paths(9, 9, 6), "of 7 bytes");
        refused(new RawTar().symbolicLink("a", "/long/target"), limits.paths(9, 9, 9), "target");
        refused(
                new RawTar().pax("SCHILY.xattr.user.a=" + "x".repeat(99)).file("a", ""),
                limits.headers(99, 999),
                "extended header of");
        refused(
                new RawTar().pax("SCHILY.xattr.user.a=" + "x".repeat(99)).file("a", ""),
                limits.headers(999, 99),
                "headers of more than 99 bytes");
        refused(
                new RawTar()
                        .pax("GNU.sparse.size=1099511627776", "GNU.sparse.map=1099511627776,0")
                        .file("a", ""),
                limits.bytes(1L << 30),
                "files of more than");
    }

    @Test
    void namesOfOwnersCountAsHeaders() {
        RawTar named = new RawTar()
                .pax("uname=" + "u".repeat(60), "gname=" + "g".repeat(60))
                .file("a", "");
        refused(named, LayerLimits.DEFAULT.headers(999, 99), "headers of more than 99 bytes");
    }

    @Test
    void bytesThatAreNoUtf8Count() {
        byte[] bytes = new byte[300];
        Arrays.fill(bytes, (byte) 0xff);
        refused(new RawTar().add("n", 'L', bytes, h -> {}).file("x", ""), LayerLimits.DEFAULT, "a name of 300 bytes");
        assertThat(new RawTar()
                        .add("n", 'L', Arrays.copyOf(bytes, 255), h -> {})
                        .file("x", "")
                        .layer())
                .satisfies(layer -> assertThat(layer.entries()).hasSize(1));
    }

    private void refused(RawTar tar, LayerLimits limits, String message) {
        assertThatIOException().isThrownBy(tar.layer().within(limits)::entries).withMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {".wh.", ".wh..", "a/.wh..."})
    void whiteoutsOfNothingAreRefused(String path) {
        assertThatIOException()
                .isThrownBy(new RawTar().whiteout(path).layer()::entries)
                .withMessageContaining("names nothing");
    }

    @Test
    void directoriesNamedLikeWhiteoutsAreRefused() {
        assertThatIOException()
                .isThrownBy(new RawTar().directory(".wh.a/").layer()::entries)
                .withMessageContaining("has the name of a whiteout");
    }

    @Test
    void slashesAtTheEndOfMarkersMeanNothing() throws IOException {
        Layer layer =
                new RawTar().whiteout(".wh.a/").whiteout("d/.wh..wh..opq/").layer();
        assertThat(layer.entries().get(0))
                .isInstanceOfSatisfying(
                        LayerEntry.Whiteout.class,
                        entry -> assertThat(entry.hiddenPath()).isEqualTo("a"));
        assertThat(layer.entries().get(1))
                .isInstanceOfSatisfying(
                        LayerEntry.OpaqueMarker.class,
                        entry -> assertThat(entry.directory()).isEqualTo("d"));
    }

    @Test
    void whiteoutsOfAnyOtherTypeDelete() throws IOException {
        Layer layer = new RawTar()
                .symbolicLink(".wh.a", "/etc")
                .file("d/.wh.b", "not empty")
                .file(".wh..wh.aufs", "")
                .layer();
        assertThat(layer.entries().get(0)).isInstanceOf(LayerEntry.Whiteout.class);
        assertThat(layer.entries().get(1)).isInstanceOf(LayerEntry.Whiteout.class);
        assertThat(layer.entries().get(2)).isInstanceOf(LayerEntry.RegularFile.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
